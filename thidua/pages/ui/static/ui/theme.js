/* Runs before the first paint: the reader's own choice of day or night, kept in this browser. */
(() => {
  const chosen = localStorage.getItem("thidua-theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  document.documentElement.classList.add("js");
})();
