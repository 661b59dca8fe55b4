// Cells pasted from a spreadsheet fill the fields to the right and below the one with the cursor;
// the arrows and Enter move between fields of a grid. Without this the grid is a plain form.
(() => {
  "use strict";
  const fieldsOf = (row) => [...row.querySelectorAll("input:not([type=hidden]):not([type=checkbox]), textarea")].filter((one) => !one.disabled && !one.readOnly);
  const rowsOf = (field) => [...field.closest("tbody").rows].filter((row) => fieldsOf(row).length);

  document.addEventListener("paste", (event) => {
    const field = event.target.closest("[data-paste-grid] input, [data-paste-grid] textarea");
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!field || !/[\t\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    const rows = rowsOf(field);
    const top = rows.indexOf(field.closest("tr"));
    const left = fieldsOf(field.closest("tr")).indexOf(field);
    text.replace(/\r/g, "").replace(/\n$/, "").split("\n").forEach((line, down) => {
      if (!rows[top + down]) return;
      const fields = fieldsOf(rows[top + down]);
      line.split("\t").forEach((cell, right) => {
        const place = fields[left + right];
        if (!place) return;
        place.value = cell.trim();
        place.dispatchEvent(new Event("input", { bubbles: true }));
        place.dispatchEvent(new Event("change", { bubbles: true }));
      });
    });
  });

  document.addEventListener("keydown", (event) => {
    const field = event.target.closest("[data-paste-grid] input");
    const step = { ArrowDown: 1, Enter: 1, ArrowUp: -1 }[event.key];
    if (!field || !step || event.ctrlKey || event.altKey || event.metaKey) return;
    const rows = rowsOf(field);
    const place = fieldsOf(field.closest("tr")).indexOf(field);
    const next = rows[rows.indexOf(field.closest("tr")) + step];
    if (!next) return;
    event.preventDefault();
    (fieldsOf(next)[place] ?? fieldsOf(next)[0]).focus();
  });
})();
