/* Findings on this device, and how they reach the server. Used by the page and by its service worker.

   A finding is named here by its own UUID and counts its own edits, so that sending it twice keeps it
   once. Pictures are known by the hash of what was written here. Everything belongs to one person:
   another person on the same device neither sees nor sends it. */
"use strict";
self.FieldStore = (() => {
  const ADDRESS = "/kiem-tra/tai-cho/";
  const WAITING = "waiting", SAVED = "saved", REFUSED = "refused";

  /* ---- IndexedDB, one promise at a time ---- */
  const opened = new Promise((resolve, reject) => {
    const asked = indexedDB.open("thidua-kiem-tra", 1);
    asked.onupgradeneeded = () => {
      const db = asked.result;
      db.createObjectStore("meta");
      db.createObjectStore("people", { keyPath: "id" });
      db.createObjectStore("findings", { keyPath: "uuid" }).createIndex("owner", "owner");
      const pictures = db.createObjectStore("pictures", { keyPath: "key" });
      pictures.createIndex("uuid", "uuid");
      pictures.createIndex("owner", "owner");
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  /* One transaction; `strict` asks the browser to write through to the disk before it says done. */
  const within = async (stores, mode, act) => {
    const db = await opened;
    const tx = db.transaction(stores, mode, mode === "readwrite" ? { durability: "strict" } : undefined);
    const finished = new Promise((resolve, reject) => {
      tx.oncomplete = () => resolve();
      tx.onabort = tx.onerror = () => reject(tx.error || new Error("aborted"));
    });
    finished.catch(() => {});
    const answer = await act(...stores.map((name) => tx.objectStore(name)));
    await finished;
    return answer;
  };

  const getMeta = (key) => within(["meta"], "readonly", (meta) => done(meta.get(key)));
  const setMeta = (key, value) => within(["meta"], "readwrite", (meta) => done(value === undefined ? meta.delete(key) : meta.put(value, key)));
  const current = async () => {
    const id = await getMeta("current");
    return id === undefined ? null : within(["people"], "readonly", async (people) => (await done(people.get(id))) || null);
  };
  const findingsOf = (owner) => within(["findings"], "readonly", (rows) => done(rows.index("owner").getAll(owner)));
  const picturesOf = (uuid) => within(["pictures"], "readonly", (rows) => done(rows.index("uuid").getAll(uuid)));
  const countOfOthers = (owner) => within(["findings"], "readonly", async (rows) =>
    (await done(rows.getAll())).filter((row) => row.owner !== owner && row.state !== SAVED).length);

  /* A finding with its pictures, whole or not at all. An edit counts one up and waits again. */
  const keep = (finding, fresh, dropped = []) => within(["findings", "pictures"], "readwrite", async (rows, pictures) => {
    const known = await done(rows.get(finding.uuid));
    const version = known ? known.version + (known.sent ? 1 : 0) : 1;
    rows.put({ ...known, ...finding, version, state: WAITING, reason: "" });
    for (const key of dropped) pictures.delete(key);
    for (const picture of fresh) pictures.put({ ...picture, key: `${finding.uuid}:${picture.sha256}`, uuid: finding.uuid, owner: finding.owner, state: WAITING });
  });
  const drop = (uuid) => within(["findings", "pictures"], "readwrite", async (rows, pictures) => {
    rows.delete(uuid);
    for (const key of await done(pictures.index("uuid").getAllKeys(uuid))) pictures.delete(key);
  });
  const dropWhere = async (wanted) => {
    const all = await within(["findings"], "readonly", (rows) => done(rows.getAll()));
    for (const row of all.filter(wanted)) await drop(row.uuid);
  };
  const forgetPerson = async (id) => {
    await dropWhere((row) => row.owner === id);
    await within(["people", "meta"], "readwrite", async (people, meta) => {
      people.delete(id);
      for (const key of await done(meta.getAllKeys())) if (String(key).startsWith(`draft:${id}:`)) meta.delete(key);
      if ((await done(meta.get("current"))) === id) meta.delete("current");
    });
  };

  /* What came of sending is written only if the finding was not edited meanwhile. */
  const settle = (uuid, version, values) => within(["findings"], "readwrite", async (rows) => {
    const row = await done(rows.get(uuid));
    if (!row) return false;
    const same = row.version === version && row.edited === values.edited;
    delete values.edited;
    rows.put(same ? { ...row, ...values } : { ...row, sent: row.sent || values.sent });
    return same;
  });
  const settlePicture = (key, values) => within(["pictures"], "readwrite", async (rows) => {
    const row = await done(rows.get(key));
    if (row) rows.put({ ...row, ...values });
  });

  /* ---- The server ---- */
  class Offline extends Error {}
  class SignedOut extends Error {}
  class NotNow extends Error {}  // the server is ill or busy: later
  const ask = async (path, options = {}) => {
    let answer;
    try {
      answer = await fetch(ADDRESS + path, { credentials: "same-origin", redirect: "manual", cache: "no-store", ...options });
    } catch { throw new Offline(); }
    if (answer.type === "opaqueredirect" || answer.status === 401) throw new SignedOut();
    if (answer.status >= 500 || answer.status === 429) throw new NotNow(String(answer.status));
    return answer;
  };
  /* Who sits here, what they visit, and a token for sending. Kept for the time without network. */
  const refresh = async () => {
    const answer = await ask("du-lieu/");
    if (!answer.ok) throw new NotNow(String(answer.status));
    let found;
    try { found = await answer.json(); } catch { throw new Offline(); }  // cut on the way
    const person = { id: found.user.id, name: found.user.name, visits: found.visits, fetched: Date.now() };
    await within(["people", "meta"], "readwrite", async (people, meta) => { people.put(person); meta.put(person.id, "current"); });
    return { person, token: found.csrf };
  };
  const post = async (session, path, body, headers) => {
    for (let attempt = 0; ; attempt += 1) {
      const answer = await ask(path, { method: "POST", body, headers: { ...headers, "X-CSRFToken": session.token } });
      const plain = (answer.headers.get("Content-Type") || "").includes("application/json");
      if (answer.status === 403 && !plain && attempt === 0) {
        session.token = (await refresh()).token; // a new session has a new token
        continue;
      }
      if (!plain) throw new NotNow(String(answer.status));
      try { return { status: answer.status, ...(await answer.json()) }; } catch { throw new Offline(); }
    }
  };

  const sendFinding = async (session, row) => {
    const pictures = await picturesOf(row.uuid);
    const body = JSON.stringify({
      user: row.owner, uuid: row.uuid, version: row.version, visit: row.visit, item: row.item || null, kind: row.kind,
      severity: row.severity || "", words: row.words, noted_at: row.noted_at, pictures: pictures.map((picture) => picture.sha256),
    });
    // From here on an edit is another version; one that came just before is sent in the next round.
    if (!(await settle(row.uuid, row.version, { sent: true, edited: row.edited }))) return false;
    const told = await post(session, "gui/", body, { "Content-Type": "application/json" });
    if (told.state === "other_user") throw new SignedOut();
    if (told.state !== SAVED) return settle(row.uuid, row.version, { state: REFUSED, reason: told.reason, edited: row.edited });
    for (const picture of pictures) {
      if (!told.missing.includes(picture.sha256)) { await settlePicture(picture.key, { state: SAVED }); continue; }
      const form = new FormData();
      form.append("user", row.owner); form.append("uuid", row.uuid); form.append("sha256", picture.sha256);
      form.append("file", new Blob([picture.bytes], { type: "image/jpeg" }), "anh.jpg");
      const got = await post(session, "anh/", form);
      if (got.state === "other_user") throw new SignedOut();
      if (got.state !== SAVED) {
        await settlePicture(picture.key, { state: REFUSED });
        return settle(row.uuid, row.version, { state: REFUSED, reason: got.reason, edited: row.edited });
      }
      await settlePicture(picture.key, { state: SAVED });
    }
    return settle(row.uuid, row.version, { state: SAVED, reason: "", sent: true, saved_at: Date.now(), edited: row.edited });
  };

  /* Sends all that waits of the person signed in now. One sender at a time, whatever tabs stand open.
     Gives {state: "done" | "offline" | "signed_out" | "later" | "busy", person}. */
  const sendAll = async (told = () => {}) => {
    const run = async () => {
      let person = null;
      try {
        const session = await refresh();
        person = session.person;
        const waiting = (await findingsOf(person.id)).filter((row) => row.state === WAITING);
        waiting.sort((a, b) => a.noted_at.localeCompare(b.noted_at));
        for (const row of waiting) { await sendFinding(session, row); told(row.uuid); }
        return { state: "done", person };
      } catch (error) {
        if (error instanceof SignedOut) return { state: "signed_out", person };
        if (error instanceof Offline) return { state: "offline", person };
        if (error instanceof NotNow) return { state: "later", person };
        throw error;
      }
    };
    if (!navigator.locks) return run();
    return navigator.locks.request("thidua-gui-phat-hien", { ifAvailable: true }, (lock) => (lock ? run() : { state: "busy", person: null }));
  };
  const hasWaiting = async () => {
    const id = await getMeta("current");
    return id !== undefined && (await findingsOf(id)).some((row) => row.state === WAITING);
  };

  return { ADDRESS, WAITING, SAVED, REFUSED, getMeta, setMeta, current, findingsOf, picturesOf, countOfOthers, keep, drop, dropWhere, forgetPerson, sendAll, hasWaiting };
})();
