/* Takes a part of a passage: what is marked with the mouse or keys becomes one more chosen span.
   Without this file whole passages are chosen by their boxes. */
(() => {
  "use strict";
  const form = document.querySelector("[data-reading]");
  const place = form && form.querySelector("[data-chosen]");
  if (!place) return;
  const usual = place.textContent;
  let own = null;

  const lengthBefore = (paragraph, node, offset) => {
    const range = document.createRange();
    range.selectNodeContents(paragraph);
    range.setEnd(node, offset);
    return Array.from(range.toString()).length;
  };
  const spanOf = (selection) => {
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    const inside = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest("[data-answer]");
    const paragraph = inside(range.startContainer);
    if (!paragraph || paragraph !== inside(range.endContainer) || !form.contains(paragraph)) return null;
    const start = Number(paragraph.dataset.start);
    const from = lengthBefore(paragraph, range.startContainer, range.startOffset);
    const until = lengthBefore(paragraph, range.endContainer, range.endOffset);
    const value = `${paragraph.dataset.answer}:${start + from}:${start + until}`;
    return until > from ? { value, words: range.toString() } : null;
  };
  const show = () => {
    const boxes = form.querySelectorAll('input[type=checkbox][name="span"]:checked').length;
    const words = [];
    if (boxes) words.push(`Đã đánh dấu ${boxes} đoạn`);
    if (own) words.push(`bôi đen “${own.dataset.words.slice(0, 60)}${own.dataset.words.length > 60 ? "…" : ""}”`);
    place.textContent = words.length ? `${words.join("; ")}.` : usual;
  };
  document.addEventListener("selectionchange", () => {
    const found = spanOf(document.getSelection());
    if (!found) return;
    if (!own) {
      own = document.createElement("input");
      own.type = "hidden";
      own.name = "span";
      form.append(own);
    }
    own.value = found.value;
    own.dataset.words = found.words;
    show();
  });
  form.addEventListener("change", show);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && own) { own.remove(); own = null; show(); }
  });
})();
