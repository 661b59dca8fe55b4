/* Thi Đua in the browser. Every page works without this file; it only makes work quicker.
   Behaviour hangs on data attributes, listed on the component page. */
(() => {
  "use strict";

  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const on = (type, selector, act, options) =>
    document.addEventListener(type, (event) => {
      const target = event.target instanceof Element && event.target.closest(selector);
      if (target) act(target, event);
    }, options);
  const store = {
    get(key) { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
    set(key, value) { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* full or forbidden: the form still works */ } },
    drop(key) { try { localStorage.removeItem(key); } catch { /* as above */ } },
  };

  /* ---- Toasts: acts that went well ---- */
  const toast = (words) => {
    const box = document.querySelector(".toasts");
    if (!box) return;
    const note = document.createElement("div");
    note.className = "toast";
    note.setAttribute("role", "status");
    note.textContent = words;
    box.append(note);
    fade(note);
  };
  const fade = (note) => {
    let timer;
    const start = () => { timer = setTimeout(() => note.remove(), 8000); };
    note.addEventListener("mouseenter", () => clearTimeout(timer));
    note.addEventListener("mouseleave", start);
    note.addEventListener("focusin", () => clearTimeout(timer));
    note.addEventListener("focusout", start);
    start();
  };

  /* ---- Day, night, as the machine ---- */
  const showTheme = () => {
    const chosen = document.documentElement.dataset.theme || "auto";
    all("[data-theme-choice]").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.themeChoice === chosen)));
  };
  on("click", "[data-theme-choice]", (button) => {
    const choice = button.dataset.themeChoice;
    if (choice === "auto") {
      delete document.documentElement.dataset.theme;
      localStorage.removeItem("thidua-theme");
    } else {
      document.documentElement.dataset.theme = choice;
      localStorage.setItem("thidua-theme", choice);
    }
    showTheme();
  });

  /* ---- Keys: "/" searches, Ctrl+S saves, Escape closes what hangs open ---- */
  const typing = (element) => element.matches("input, textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !typing(event.target)) {
      const search = document.querySelector("[data-search]");
      if (search) { event.preventDefault(); search.focus(); search.select(); }
    } else if (event.key.toLowerCase() === "s" && (event.ctrlKey || event.metaKey)) {
      const save = (event.target.closest("form") || document).querySelector("[data-save]");
      if (save) { event.preventDefault(); save.click(); }
    } else if (event.key === "Escape") {
      all("details.menu[open]").forEach((menu) => {
        const inside = menu.contains(document.activeElement);
        menu.open = false;
        if (inside) menu.querySelector("summary").focus();
      });
      all(".quick").forEach((list) => list.replaceChildren());
      if (location.hash === "#rail") location.hash = "";
    }
  });
  /* Under a search box: arrows go through what was found, a click elsewhere puts it away */
  document.addEventListener("keydown", (event) => {
    const box = event.target.closest?.(".search");
    if (!box || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    const stops = [box.querySelector("input"), ...all(".quick a", box)];
    const next = stops[stops.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) { event.preventDefault(); next.focus(); }
  });
  document.addEventListener("click", (event) =>
    all(".search").forEach((box) => { if (!box.contains(event.target)) box.querySelector(".quick")?.replaceChildren(); }));
  document.addEventListener("click", (event) =>
    all("details.menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; }));

  /* ---- Questions before an act without undo: details without script, a dialog with it ---- */
  on("click", "details.confirm > summary", (summary, event) => {
    event.preventDefault();
    const details = summary.parentElement;
    const dialog = details.querySelector("dialog");
    details.open = true; // what lies in closed details is never drawn
    dialog.addEventListener("close", () => { details.open = false; summary.focus(); }, { once: true });
    dialog.showModal();
    dialog.querySelector("input:not([type=hidden]), textarea, [data-close]")?.focus(); // drawn too late for the browser's own choice
  });
  on("click", "[data-dialog]", (button) => document.getElementById(button.dataset.dialog).showModal());
  on("click", "dialog [data-close]", (button, event) => { event.preventDefault(); button.closest("dialog").close(); });
  on("click", "dialog", (dialog, event) => { if (event.target === dialog) dialog.close(); });

  /* ---- A grey button keeps its place and its reason, and does nothing ---- */
  on("click", '[aria-disabled="true"]', (button, event) => { event.preventDefault(); event.stopImmediatePropagation(); }, true);

  /* ---- Tables: choose rows, all of the page, see how many ---- */
  const countPicked = (form) => {
    const boxes = all("[data-pick]", form);
    const picked = boxes.filter((box) => box.checked);
    boxes.forEach((box) => box.closest("tr").classList.toggle("selected", box.checked));
    all("[data-pick-all]", form).forEach((box) => {
      box.checked = boxes.length > 0 && picked.length === boxes.length;
      box.indeterminate = picked.length > 0 && picked.length < boxes.length;
    });
    all("[data-picked-count]", form).forEach((place) => { place.textContent = picked.length; });
    all("[data-needs-pick]", form).forEach((bar) => { bar.hidden = picked.length === 0; });
  };
  on("change", "[data-pick-all]", (box) => {
    const form = box.closest("[data-picks]");
    all("[data-pick]", form).forEach((other) => { other.checked = box.checked; });
    countPicked(form);
  });
  on("change", "[data-pick]", (box) => countPicked(box.closest("[data-picks]")));

  /* ---- Drafts: kept in the browser when a field is left; sent to the server where the form names an address ---- */
  const draftKey = (form) => "thidua-draft:" + form.dataset.draft;
  const draftOf = (form) => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
  const fill = (form, entries) => {
    const named = Map.groupBy ? Map.groupBy(entries, ([name]) => name) : entries.reduce((m, e) => m.set(e[0], [...(m.get(e[0]) || []), e]), new Map());
    for (const control of form.elements) {
      if (!control.name || control.type === "file" || control.type === "hidden" || control.name === "csrfmiddlewaretoken") continue;
      const values = (named.get(control.name) || []).map(([, value]) => value);
      if (control.type === "checkbox" || control.type === "radio") control.checked = values.includes(control.value);
      else if (control.multiple) [...control.options].forEach((option) => { option.selected = values.includes(option.value); });
      else if (values.length) control.value = values.shift();
    }
  };
  const say = (form, words) => all("[data-saved]", form).forEach((place) => { place.textContent = words; });
  const two = (number) => String(number).padStart(2, "0");
  const clock = (at = new Date()) => `${two(at.getHours())}:${two(at.getMinutes())}`;
  const dayAndClock = (at) => `${clock(at)} ngày ${two(at.getDate())}/${two(at.getMonth() + 1)}`;
  const saveDraft = async (form) => {
    const entries = draftOf(form);
    if (JSON.stringify(entries) === form.draftBefore) return;
    form.draftBefore = JSON.stringify(entries);
    store.set(draftKey(form), { at: new Date().toISOString(), entries });
    if (!form.dataset.draftUrl) return say(form, `Đã giữ trên máy này lúc ${clock()}`);
    try {
      const answer = await fetch(form.dataset.draftUrl, { method: "POST", body: new FormData(form), headers: { "HX-Request": "true" } });
      if (!answer.ok) throw new Error(answer.status);
      store.drop(draftKey(form));
      say(form, `Đã lưu nháp lúc ${clock()}`);
    } catch {
      say(form, `Mất mạng lúc ${clock()}; điều đã gõ vẫn còn trên máy này`);
    }
  };
  const offerDraft = (form) => {
    const kept = store.get(draftKey(form));
    if (store.get(draftKey(form) + ":sent") && !form.querySelector('[aria-invalid="true"]')) {
      store.drop(draftKey(form)); store.drop(draftKey(form) + ":sent");
      return;
    }
    form.draftBefore = JSON.stringify(draftOf(form));
    if (!kept || JSON.stringify(kept.entries) === form.draftBefore) return;
    const note = document.createElement("div");
    note.className = "notice";
    note.setAttribute("role", "status");
    const when = dayAndClock(new Date(kept.at));
    const words = document.createElement("span");
    words.textContent = `Máy này còn giữ bản đang gõ dở lúc ${when}. `;
    const take = document.createElement("button");
    take.type = "button"; take.className = "btn small"; take.textContent = "Lấy lại";
    take.addEventListener("click", () => { fill(form, kept.entries); form.dataset.touched = ""; note.remove(); form.querySelector(".input")?.focus(); });
    const leave = document.createElement("button");
    leave.type = "button"; leave.className = "btn small quiet"; leave.textContent = "Bỏ bản đó";
    leave.addEventListener("click", () => { store.drop(draftKey(form)); note.remove(); });
    note.append(words, take, leave);
    form.prepend(note);
  };
  on("focusout", "form[data-draft]", (form) => saveDraft(form));
  on("change", "form[data-draft]", (form) => saveDraft(form));
  const dropSentDrafts = () => {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith("thidua-draft:") || !key.endsWith(":sent")) continue;
      const name = key.slice("thidua-draft:".length, -":sent".length);
      if (all("form[data-draft]").some((form) => form.dataset.draft === name)) continue;
      store.drop("thidua-draft:" + name); store.drop(key);
    }
  };

  /* ---- Leaving with unsaved changes asks once ---- */
  on("input", "form[data-guard]", (form) => { form.dataset.touched = ""; });
  on("submit", "form", (form) => {
    delete form.dataset.touched;
    if (form.dataset.draft) store.set(draftKey(form) + ":sent", true);
    const button = form.querySelector(".btn.primary[type=submit], .btn.primary:not([type])");
    if (button && form.method === "post" && !form.matches("[hx-post], [data-again]")) setTimeout(() => button.setAttribute("aria-disabled", "true"));
  });
  addEventListener("beforeunload", (event) => { if (document.querySelector("form[data-touched]")) event.preventDefault(); });
  addEventListener("pageshow", (event) => { if (event.persisted) all("form .btn.primary[aria-disabled]:not([aria-describedby])").forEach((b) => b.removeAttribute("aria-disabled")); });

  /* ---- A paper beside its reading: click one side, the other follows ---- */
  const show = (element) => {
    const pane = element.closest(".pane");
    const pick = pane && pane.dataset.pane && document.getElementById(pane.dataset.pane);
    if (pick) pick.checked = true;
    element.closest("details:not([open])")?.setAttribute("open", "");
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    element.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  };
  const light = (key) => all("[data-passage]").forEach((el) => el.classList.toggle("lit", el.dataset.passage === key));
  const follow = (from) => {
    const key = from.dataset.passage;
    const side = from.closest(".pane");
    light(key);
    const other = all("[data-passage]").find((el) => el.dataset.passage === key && el.closest(".pane") !== side);
    if (other) show(other);
    history.replaceState(null, "", "#" + (other || from).id);
  };
  on("click", ".reading [data-passage]", (element, event) => {
    const inner = event.target.closest("button, input, select, textarea, label, summary, a");
    if (inner && inner !== element && !inner.matches("[data-follow]")) return;
    event.preventDefault();
    follow(element);
  });
  on("focusin", ".struct [data-passage]", (element) => light(element.dataset.passage));
  on("keydown", ".struct [data-follow]", (link, event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const links = all(".struct [data-follow]").filter((el) => el.offsetParent);
    const next = links[links.indexOf(link) + step];
    if (next) { event.preventDefault(); next.focus(); follow(next.closest("[data-passage]")); }
  });

  /* ---- Copy a link or a text ---- */
  on("click", "[data-copy]", async (button) => {
    const words = button.dataset.copy || location.href;
    try { await navigator.clipboard.writeText(words); toast("Đã chép vào bộ nhớ tạm"); }
    catch { prompt("Chép dòng này:", words); }
  });
  on("click", "[data-print]", () => print());

  /* ---- File drop: say what was chosen ---- */
  const size = (bytes) => bytes < 1048576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1).replace(".", ",")} MB`;
  on("change", ".filedrop input[type=file]", (input) => {
    const place = input.closest(".filedrop").querySelector("[data-chosen]");
    const files = [...input.files];
    place.textContent = files.map((file) => `${file.name} (${size(file.size)})`).join("; ");
    place.hidden = files.length === 0;
    const limit = Number(input.dataset.maxBytes || 0);
    const tooBig = limit && files.find((file) => file.size > limit);
    input.setCustomValidity(tooBig ? `Tệp ${tooBig.name} lớn hơn ${size(limit)}. Chọn tệp nhỏ hơn.` : "");
    input.reportValidity();
  });
  on("dragover", ".filedrop", (drop) => drop.classList.add("over"));
  on("dragleave", ".filedrop", (drop) => drop.classList.remove("over"));
  on("drop", ".filedrop", (drop) => drop.classList.remove("over"));

  /* ---- A list that sends its filter on change hides the button that would do so by hand ---- */
  const wake = (root) => {
    all("[data-picks]", root).forEach(countPicked);
    all("form[data-draft]", root).forEach(offerDraft);
    all(".toast", root).forEach(fade);
    showTheme();
  };
  document.addEventListener("htmx:afterSwap", (event) => {
    all("[data-picks]").forEach(countPicked);
    all(".toast", event.target).forEach(fade);
  });
  document.addEventListener("htmx:configRequest", (event) => {
    const { elt, parameters } = event.detail; // an address to be sent on holds only what was chosen
    if (elt.matches(".filters")) for (const name of Object.keys(elt.elements).map((i) => elt.elements[i].name)) if (name && parameters[name] === "") delete parameters[name];
  });
  document.addEventListener("htmx:sendError", () => toast("Mất mạng. Điều đã gõ vẫn còn; thử lại khi có mạng."));
  document.addEventListener("htmx:responseError", () => toast("Hệ thống chưa làm được việc này. Tải lại trang rồi thử lại."));
  document.addEventListener("DOMContentLoaded", () => { dropSentDrafts(); wake(document); });
})();
