/* The page of a visit, in the hand, with or without network. All that is typed is kept on the device first. */
(() => {
  "use strict";
  const $ = (id) => document.getElementById(id);
  const store = self.FieldStore;
  const app = $("tai-cho");
  if (!app || !store) return;
  const words = JSON.parse($("tai-cho-chu").textContent);
  const SIDE = 1600, THUMB = 160, MOST = 10;
  let person = null, visit = null, editing = null, fresh = [], shownUrls = [], link = "unknown", retry = 0, timer = 0;

  /* ---- Small helpers ---- */
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value !== false && value !== undefined && value !== null) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  };
  const icon = (name) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "ic"); svg.setAttribute("aria-hidden", "true");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", `${app.dataset.icons}#i-${name}`);
    svg.append(use);
    return svg;
  };
  const chip = (look) => make("span", { class: `chip ${look[1]}` }, icon(look[2]), look[0]);
  const uuid = () => crypto.randomUUID ? crypto.randomUUID() : "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) => (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16));
  const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const two = (number) => String(number).padStart(2, "0");
  const clock = (at) => `${two(at.getHours())}:${two(at.getMinutes())} ${two(at.getDate())}/${two(at.getMonth() + 1)}`;
  const say = (text) => { $("tin").textContent = text; };
  const checked = (name) => form.elements[name].value;
  const form = $("phat-hien");

  /* ---- Pictures: made smaller here, so that a poor line carries them ---- */
  const drawn = (bitmap, longest, quality) => new Promise((resolve, reject) => {
    const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(2, Math.round(bitmap.width * scale));
    canvas.height = Math.max(2, Math.round(bitmap.height * scale));
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => (blob ? resolve([blob, canvas]) : reject(new Error("blob"))), "image/jpeg", quality);
  });
  const pictureOf = async (file) => {
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    const [blob] = await drawn(bitmap, SIDE, 0.82);
    const [, small] = await drawn(bitmap, THUMB, 0.7);
    bitmap.close();
    const bytes = await blob.arrayBuffer();
    return { bytes, sha256: hex(await crypto.subtle.digest("SHA-256", bytes)), thumb: small.toDataURL("image/jpeg", 0.7), name: file.name };
  };
  const takePictures = async (files) => {
    for (const file of files) {
      if (shownUrls.length + fresh.length >= MOST) { say(`Mỗi phát hiện nhận tối đa ${MOST} ảnh.`); break; }
      try {
        const picture = await pictureOf(file);
        if (![...fresh, ...shownUrls].some((one) => one.sha256 === picture.sha256)) fresh.push(picture);
      } catch { say(`Không đọc được ảnh ${file.name}. Chụp lại hoặc chọn ảnh JPEG, PNG.`); }
    }
    showChosen();
  };
  const thumbOf = (picture, remove) => make("li", {},
    make("img", { src: picture.thumb, alt: "Ảnh minh chứng", width: 72, height: 72 }),
    remove ? make("button", { type: "button", class: "btn icon small", "aria-label": "Bỏ ảnh này", onclick: remove }, icon("x")) : null);
  const showChosen = () => {
    const box = $("anh-da-chon");
    box.replaceChildren(...[...shownUrls.map((picture) => thumbOf(picture)), ...fresh.map((picture) => thumbOf(picture, () => { fresh = fresh.filter((one) => one !== picture); showChosen(); }))]);
    box.hidden = !box.children.length;
  };

  /* ---- The form ---- */
  const showSeverity = () => { $("muc-do").hidden = !["shortcoming", "violation"].includes(checked("kind")); };
  const draftKey = () => `draft:${person.id}:${visit.id}`;
  const keepDraft = () => {
    if (!person || !visit || editing) return;
    store.setMeta(draftKey(), { words: form.elements.words.value, item: form.elements.heading.value, kind: checked("kind"), severity: checked("severity") });
  };
  const fill = (values) => {
    form.elements.heading.value = values.item || "";
    form.elements.kind.value = values.kind || "shortcoming";
    form.elements.severity.value = values.severity || "";
    form.elements.words.value = values.words || "";
    showSeverity();
  };
  const empty = (keepHeading) => {
    const item = keepHeading ? form.elements.heading.value : "";
    editing = null; fresh = []; shownUrls = [];
    fill({ item });
    form.elements.pictures.value = "";
    $("luu-nut").textContent = "Lưu vào máy này";
    $("thoi-sua").hidden = true;
    showChosen();
  };
  const save = async (event) => {
    event.preventDefault();
    const text = form.elements.words.value.trim();
    if (!text || !person || !visit) { say("Ghi nội dung phát hiện trước khi lưu."); form.elements.words.focus(); return; }
    const kind = checked("kind");
    const fault = kind === "shortcoming" || kind === "violation";
    const row = {
      uuid: editing ? editing.uuid : uuid(), owner: person.id, visit: visit.id, item: Number(form.elements.heading.value) || null, kind,
      severity: fault ? checked("severity") : "", words: text, noted_at: editing ? editing.noted_at : new Date().toISOString(), edited: Date.now() + Math.random(),
    };
    try {
      await store.keep(row, fresh);
    } catch {
      say("Máy này hết chỗ chứa nên CHƯA lưu được. Dọn các mục đã gửi hoặc bớt ảnh rồi lưu lại.");
      return;
    }
    await store.setMeta(draftKey());
    navigator.storage?.persist?.();
    empty(true);
    say("Đã lưu vào máy này.");
    form.elements.words.focus();
    await showList();
    send();
  };
  const edit = async (row) => {
    editing = row;
    shownUrls = await store.picturesOf(row.uuid);
    fresh = [];
    fill(row);
    showChosen();
    $("luu-nut").textContent = "Lưu bản sửa";
    $("thoi-sua").hidden = false;
    form.scrollIntoView({ block: "start" });
    form.elements.words.focus();
  };

  /* ---- The list ---- */
  const lookOf = (row) => {
    if (row.state === store.SAVED) return ["Đã lưu ở máy chủ", "good", "circle-check"];
    if (row.state === store.REFUSED) return ["Bị từ chối", "bad", "circle-x"];
    return ["Chờ gửi", "todo", "clock"];
  };
  const rowOf = async (row) => {
    const pictures = await store.picturesOf(row.uuid);
    const heading = visit.headings.find((one) => one.id === row.item);
    const kind = words.kinds[row.kind] || row.kind;
    const severity = row.severity ? `, ${words.severities[row.severity].toLowerCase()}` : "";
    const remove = () => {
      const question = row.state === store.SAVED ? "Bỏ mục này khỏi máy? Bản ở máy chủ vẫn còn." : "Bỏ mục CHƯA GỬI này? Không lấy lại được.";
      if (confirm(question)) store.drop(row.uuid).then(showList);
    };
    return make("li", { "data-uuid": row.uuid, "data-state": row.state },
      make("div", { class: "what" },
        make("p", { class: "row" }, chip(lookOf(row)), make("span", { class: "muted small" }, `${kind}${severity} · ${clock(new Date(row.noted_at))}`)),
        make("p", {}, row.words),
        heading ? make("small", {}, heading.title) : null,
        row.reason ? make("p", { class: "error" }, `Bị từ chối: ${row.reason}`) : null,
        pictures.length ? make("ul", { class: "thumbs" }, ...pictures.map((picture) => thumbOf(picture))) : null),
      make("div", { class: "row" },
        row.state === store.REFUSED ? make("button", { type: "button", class: "btn small", onclick: () => again(row) }, "Gửi lại") : null,
        make("button", { type: "button", class: "btn small", onclick: () => edit(row) }, "Sửa"),
        make("button", { type: "button", class: "btn small quiet", onclick: remove }, "Bỏ khỏi máy")));
  };
  const again = async (row) => { await store.keep({ ...row, edited: Date.now() + Math.random() }, []); await showList(); send(); };
  let showing = 0;
  const showList = async () => {
    const turn = ++showing;
    const rows = person ? await store.findingsOf(person.id) : [];
    const count = (state) => rows.filter((row) => row.state === state).length;
    const mine = rows.filter((row) => visit && row.visit === visit.id).sort((a, b) => b.noted_at.localeCompare(a.noted_at));
    const drawnRows = await Promise.all(mine.map(rowOf));
    if (turn !== showing) return;
    $("danh-sach").replaceChildren(...drawnRows);
    $("chua-co").hidden = drawnRows.length > 0;
    const waiting = count(store.WAITING);
    $("dem").textContent = `${waiting} chờ gửi · ${count(store.SAVED)} đã lưu ở máy chủ · ${count(store.REFUSED)} bị từ chối`;
    app.dataset.waiting = waiting;
    $("gui-ngay").hidden = waiting === 0;
    $("don").hidden = count(store.SAVED) === 0;
    const others = await store.countOfOthers(person ? person.id : -1);
    $("nguoi-khac").hidden = others === 0;
    $("nguoi-khac-chu").textContent = `Máy này còn giữ ${others} phát hiện chưa gửi của người khác. Không ai xem được; người đó đăng nhập trên máy này thì chúng được gửi đi.`;
  };

  /* ---- Network and sending ---- */
  const showLink = (state) => {
    link = state;
    const looks = {
      done: ["Có mạng", "good", "world"], offline: ["Mất mạng", "warn", "unlink"], signed_out: ["Cần đăng nhập", "bad", "login"],
      later: ["Máy chủ chưa nhận", "warn", "clock"], sending: ["Đang gửi", "", "send"], unknown: ["Đang xem mạng", "unknown", "help-circle"],
    };
    $("mang").replaceChildren(chip(looks[state] || looks.unknown));
    $("dang-nhap").hidden = state !== "signed_out";
    app.dataset.link = state;
  };
  const send = async () => {
    clearTimeout(timer);
    if (link !== "signed_out") showLink("sending");
    let answer;
    try { answer = await store.sendAll(showList); } catch { answer = { state: "later", person: null }; }
    if (answer.state === "busy") { timer = setTimeout(send, 3000); return; }
    showLink(answer.state);
    if (answer.person) await sitDown(answer.person);
    await showList();
    const waiting = Number(app.dataset.waiting) > 0;
    retry = answer.state === "done" ? 0 : Math.min(retry + 1, 6);
    if (waiting) {
      timer = setTimeout(send, Math.min(60000, 2000 * 2 ** retry));
      askForSync();
    }
  };
  const askForSync = async () => {
    try { const worker = await navigator.serviceWorker.ready; await worker.sync?.register("gui-phat-hien"); } catch { /* not known here: the page itself tries again */ }
  };

  /* ---- Who sits here, which visit ---- */
  const sitDown = async (found) => {
    const changed = !person || person.id !== found.id;
    const before = person && JSON.stringify(person.visits);
    person = found;
    $("ai").textContent = person.name;
    $("khong-phai-toi").hidden = false;
    if (changed || before !== JSON.stringify(person.visits)) await showVisits(changed);
  };
  const showVisits = async (changed) => {
    const select = $("chuyen");
    const wanted = Number((location.hash.match(/^#chuyen-(\d+)$/) || [])[1]) || (visit && visit.id);
    select.replaceChildren(...person.visits.map((one) => make("option", { value: one.id }, `${one.unit}${one.day ? `, ${one.day}` : ""}`)));
    $("khong-chuyen").hidden = person.visits.length > 0;
    $("lam").hidden = person.visits.length === 0;
    const chosen = person.visits.find((one) => one.id === wanted) || person.visits[0] || null;
    if (chosen) select.value = chosen.id;
    await chooseVisit(chosen, changed || !visit || !chosen || visit.id !== chosen.id);
  };
  const chooseVisit = async (chosen, refill) => {
    visit = chosen;
    if (!visit) { await showList(); return; }
    const select = form.elements.heading, before = select.value;
    select.replaceChildren(make("option", { value: "" }, "Không theo đề mục"), ...visit.headings.map((one, place) => make("option", { value: one.id }, `${place + 1}. ${one.title}`)));
    select.value = before;
    $("dong").hidden = visit.open;
    $("dong-chu").textContent = visit.reason;
    $("trang-chuyen").href = visit.url;
    if (refill) { empty(false); const draft = await store.getMeta(draftKey()); if (draft) fill(draft); }
    await showList();
  };

  /* ---- Start ---- */
  const start = async () => {
    if (!self.isSecureContext || !crypto.subtle || !self.indexedDB) { $("khong-an-toan").hidden = false; return; }
    form.addEventListener("submit", save);
    form.addEventListener("input", keepDraft);
    form.addEventListener("change", (event) => {
      if (event.target.name === "kind") showSeverity();
      if (event.target.name === "pictures") takePictures([...event.target.files]).then(() => { event.target.value = ""; });
    });
    $("thoi-sua").addEventListener("click", () => empty(false));
    $("gui-ngay").addEventListener("click", () => { retry = 0; send(); });
    $("chuyen").addEventListener("change", (event) => {
      history.replaceState(null, "", `#chuyen-${event.target.value}`);
      chooseVisit(person.visits.find((one) => one.id === Number(event.target.value)), true);
    });
    $("don").addEventListener("click", () => store.dropWhere((row) => row.owner === person.id && row.state === store.SAVED).then(showList));
    $("khong-phai-toi").addEventListener("click", async () => { await store.setMeta("current"); location.assign(app.dataset.login); });
    $("xoa-het").addEventListener("click", async () => {
      if (!person || !confirm("Xóa khỏi máy này mọi phát hiện của bạn, kể cả mục chưa gửi? Không lấy lại được.")) return;
      await store.forgetPerson(person.id);
      location.assign(app.dataset.home);
    });
    $("xoa-nguoi-khac").addEventListener("click", async () => {
      if (!confirm("Xóa phát hiện chưa gửi của người khác trên máy này? Họ không lấy lại được.")) return;
      await store.dropWhere((row) => !person || row.owner !== person.id);
      await showList();
    });
    addEventListener("online", () => { retry = 0; send(); });
    addEventListener("offline", () => showLink("offline"));
    document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
    setInterval(() => { if (link !== "sending") send(); }, 60000);
    if ("serviceWorker" in navigator) {
      navigator.serviceWorker.addEventListener("message", showList);
      navigator.serviceWorker.register(app.dataset.worker, { scope: store.ADDRESS }).then(() => navigator.serviceWorker.ready)
        .then(() => { app.dataset.ready = "offline"; $("san-sang").hidden = false; }).catch(() => {});
    }
    const known = await store.current();
    if (known) await sitDown(known);
    showSeverity();
    await showList();
    await send();
  };
  start();
})();
