/**
 * What was carried is unmounted in one place and mounted in another; the keyboard's hand stays on it, unless it has gone
 * elsewhere by itself.
 */
export function keepFocus(selector: string): void {
  const until = performance.now() + 400;
  const hold = () => {
    const handle = document.querySelector<HTMLElement>(selector);
    if (handle && isLost()) handle.focus();
    if (performance.now() < until) requestAnimationFrame(hold);
  };
  requestAnimationFrame(hold);
}

function isLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}
