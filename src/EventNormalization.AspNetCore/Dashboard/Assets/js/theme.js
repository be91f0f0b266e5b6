// Runs before the first paint, so that a remembered switch does not flash.
try {
  const theme = localStorage.getItem('theme');
  if (theme) {
    document.documentElement.dataset.theme = theme;
  }
} catch {
  // Storage can be closed to the page; then the system decides.
}
