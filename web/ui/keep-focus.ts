/** What was carried is unmounted in one place and mounted in another; the keyboard's hand stays on it. */
export function keepFocus(selector: string): void {
  const until = performance.now() + 400;
  const hold = () => {
    const handle = document.querySelector<HTMLElement>(selector);
    if (handle && document.activeElement !== handle) handle.focus();
    if (performance.now() < until) requestAnimationFrame(hold);
  };
  requestAnimationFrame(hold);
}
