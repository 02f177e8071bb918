/** Where to go after signing in: a page of ours, never an address that a link smuggled in. */
export function nextPage(next: string | undefined): string {
  if (!next?.startsWith('/')) return '/';
  const address = new URL(next, window.location.origin);
  const elsewhere = address.origin !== window.location.origin || address.pathname === '/sign-in';
  return elsewhere ? '/' : address.pathname + address.search + address.hash;
}
