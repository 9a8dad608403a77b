// The pages work without this script; it adds the queue, marks, corrections, filters and sorting.
"use strict";

// The first picture needs only what is in view (review.css leaves out the rest while the class
// stands). A person who scrolls before the rest is there is not moved away by the script.
const page = document.documentElement;
const isOpening = () => page.classList.contains("opening");
page.classList.add("opening");
let isMoved = false;
let settled = () => {};

function settle() {
  if (!isOpening()) return;
  page.classList.remove("opening");
  for (const kind of GESTURES) removeEventListener(kind, touched, true);
  settled();
}

function touched() { isMoved = true; settle(); }

const GESTURES = ["wheel", "touchstart", "pointerdown", "keydown", "scroll"];
for (const kind of GESTURES) addEventListener(kind, touched, { capture: true, passive: true });

const data = JSON.parse(document.getElementById("data").textContent);
const words = data.words;
const by = (id) => document.getElementById(id);
const fill = (text, parts) => text.replace(/\{(\w+)\}/g, (_, name) => parts[name]);

// -- what a browser keeps when there is no server ------------------------------------------------

const KEY = "govreport-corrections";
const memory = {};

function keep(name, value) {
  memory[name] = value;
  try { localStorage.setItem(name, value); return true; } catch { return false; }
}

function kept(name) {
  try { return localStorage.getItem(name) ?? memory[name] ?? ""; } catch { return memory[name] ?? ""; }
}

const ownLines = () => kept(KEY).split("\n").filter(Boolean);

function download() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([ownLines().join("\n") + "\n"], { type: "application/jsonl" }));
  link.download = "corrections.jsonl";
  link.click();
  URL.revokeObjectURL(link.href);
}

function parsed(lines) {
  return lines.flatMap((line) => { try { return [JSON.parse(line)]; } catch { return []; } });
}

// The last line about a cell counts; a number without a place is known by where it is printed.
const placeOf = (item) =>
  [item.path.startsWith("unplaced.") ? item.path.split("[")[0] : item.path,
    item.span ? item.span.join("-") : "", item.raw].join("|");

const isLoose = (path) => path.startsWith("unplaced.") || path.startsWith("unaccounted[");

function marksOf(lines) {
  const marks = new Map();
  for (const item of lines) {
    if (item.kind === "withdrawn") marks.delete(placeOf(item));
    else marks.set(placeOf(item), item);
  }
  return marks;
}

// -- lists ---------------------------------------------------------------------------------------

// Thousands of rows are laid out in seconds: only those that are shown stand in the page.
const PAGE = 300;

function startList() {
  const body = by("rows").tBodies[0];
  const rows = [...body.rows];
  const filters = by("filters");
  const more = by("more");
  const texts = new Map();
  let limit = PAGE;
  const textOf = (row) => {
    if (!texts.has(row)) {
      const cells = [...row.cells].slice(1).map((cell) => cell.textContent);
      texts.set(row, [row.dataset.agency, row.dataset.name, ...cells].join("\n").toLowerCase());
    }
    return texts.get(row);
  };
  const update = () => {
    const wanted = Object.fromEntries(new FormData(filters));
    const text = (wanted.text || "").trim().toLowerCase();
    const names = ["year", "form", "code", "severity"].filter((name) => wanted[name]);
    const fitting = rows.filter((row) => names.every((name) => row.dataset[name] === wanted[name]) &&
      (!wanted.doubtful || row.dataset.doubts !== "0") && (!text || textOf(row).includes(text)));
    const listed = fitting.slice(0, limit);
    for (const row of listed) row.hidden = false;
    body.replaceChildren(...listed);
    by("shown").textContent = fill(words.shown, { shown: fitting.length, all: rows.length });
    more.hidden = fitting.length <= limit;
  };
  const again = () => { limit = PAGE; update(); };
  for (const kind of ["input", "change"]) filters.addEventListener(kind, again);
  more.addEventListener("click", () => { limit += PAGE; update(); });
  filters.addEventListener("submit", (event) => event.preventDefault());
  for (const [index, head] of [...by("rows").tHead.rows[0].cells].entries()) {
    const button = head.querySelector("button");
    if (button) button.addEventListener("click", () => sort(index, head));
  }
  function sort(index, head) {
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    arrange(index, down);
    again();
  }
  function arrange(index, down) {
    const compare = new Intl.Collator("zh-CN", { numeric: true }).compare;
    // Comparing Chinese is slow: each text is compared once, its rows share the rank.
    const keys = new Map(rows.map((row) => [row, row.cells[index].textContent]));
    const ranks = new Map([...new Set(keys.values())].sort(compare).map((key, rank) => [key, rank]));
    rows.sort((a, b) => (ranks.get(keys.get(a)) - ranks.get(keys.get(b))) * (down ? -1 : 1));
  }
  if (by("download")) {
    if (data.mode !== "file") by("download").hidden = true;
    by("download").addEventListener("click", download);
  }
  function check(fresh, progress) {
    for (const cell of fresh.map((row) => row.querySelector("td.done")).filter(Boolean)) {
      const state = progress[cell.dataset.hash];
      if (state) cell.textContent = `${state[0]}/${state[1]}`;
      else if (cell.dataset.doubts === "0") cell.textContent = "✓";
    }
  }
  check(rows, data.progress ?? JSON.parse(kept("govreport-progress") || "{}"));
  update();

  // While the server still reads, further rows come to those that are there.
  function take(more) {
    const state = JSON.parse(more.getElementById("data").textContent);
    const fresh = [...more.querySelectorAll("#rows tbody tr")];
    rows.push(...fresh);
    check(fresh, state.progress ?? {});
    for (const list of filters.querySelectorAll("select")) {
      const known = new Set([...list.options].map((option) => option.value));
      const added = [...more.querySelector(`select[name="${list.name}"]`).options].filter((option) => !known.has(option.value));
      for (const option of added) list.add(option, [...list.options].find((other) => other.value > option.value) ?? null);
    }
    const failures = more.getElementById("failures");
    if (failures) by("failures").replaceWith(failures);
    else by("failures").hidden = true;
    const ordered = [...by("rows").tHead.rows[0].cells].find((head) => head.hasAttribute("aria-sort"));
    if (ordered && fresh.length) arrange(ordered.cellIndex, ordered.getAttribute("aria-sort") === "descending");
    if (fresh.length) update();
    return state.reading;
  }
  async function readOn() {
    const address = new URL(location.href);
    address.searchParams.set("from", rows.length);
    let reading = data.reading;
    try {
      const answer = await fetch(address);
      if (answer.ok) reading = take(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch { /* the server may be back later */ }
    waitFor(reading);
  }
  function waitFor(reading) {
    by("reading").textContent = reading ? fill(words.reading, { done: reading[0], all: reading[1] }) : words.read;
    if (reading) setTimeout(readOn, 1000);
  }
  if (data.reading) waitFor(data.reading);
}

// -- one report ----------------------------------------------------------------------------------

function startReview() {
  const cells = new Map(data.cells.map((cell) => [cell.path, cell]));
  const lines = parsed(data.corrections);
  if (data.mode === "file") lines.push(...parsed(ownLines()).filter((item) => item.content_hash === data.hash));
  let marks = marksOf(lines);
  const undone = [];
  let position = -1;
  let current = [];

  by("who").value = data.who || kept("govreport-who");
  by("who").addEventListener("change", () => keep("govreport-who", by("who").value.trim()));

  const placeOfCell = (cell) => placeOf({ path: cell.path, raw: cell.raw, span: cell.start === null ? null : [cell.start, cell.end] });
  const markOf = (path) => { const cell = cells.get(path); return cell && marks.get(placeOfCell(cell)); };
  const isDone = (doubt) => doubt.paths.length > 0 && doubt.paths.every((path) => markOf(path));

  // Two panes, one click both ways.
  function select(path, from) {
    for (const old of document.querySelectorAll(".selected")) old.classList.remove("selected");
    const found = [...document.querySelectorAll("[data-path]")].filter((node) => node.dataset.path === path);
    for (const node of found) node.classList.add("selected");
    bringAll(found, from);
    current = cells.has(path) ? [path] : [];
    tell(found);
  }

  // What a pointer shows above a cell is said for fingers and keys too.
  function tell(nodes) {
    const cell = current.length ? cells.get(current[0]) : null;
    const tip = nodes.find((node) => node.closest("#tables") && node.title)?.title.split("\n").slice(1) ?? [];
    const own = tip.filter((line) => !/^\d+: /.test(line));  // findings are in the queue
    by("chosen").textContent = cell ? [cell.label || cell.path, ...own].join(" · ") : "";
  }

  function bringAll(nodes, from) {
    const brought = new Set([from]);
    for (const node of nodes) {
      const pane = node.closest(".pane");
      if (pane && !brought.has(pane)) bring(pane, node);  // of a PDF the picture comes first
      brought.add(pane);
    }
  }

  function bring(pane, node) {
    if (isOpening()) return;
    const box = node.getBoundingClientRect();
    const frame = pane.getBoundingClientRect();
    aside(node.closest(".scroll") ?? pane, box);
    move(pane, pane.scrollTop + box.top - frame.top - pane.clientHeight / 3);
    if (getComputedStyle(pane).overflowY === "visible") node.scrollIntoView({ block: "center" });
  }

  // A cell of a wide table may be beside the frame that it stands in.
  function aside(frame, box) {
    const { left, width } = frame.getBoundingClientRect();
    if (box.left < left || box.right > left + width) frame.scrollLeft += box.left - left - (width - box.width) / 2;
  }

  document.addEventListener("click", (event) => {
    const node = event.target.closest("[data-path], .pane svg a, td[id]");
    if (!node || !node.closest(".pane")) return;
    const marked = node.dataset.path ? node : node.querySelector("[data-path]");
    if (!marked || !marked.dataset.path) return;
    if (event.target.closest("a")?.closest(".finding")) return;
    event.preventDefault();
    select(marked.dataset.path, node.closest(".pane"));
  });

  // The panes scroll together: the first cell in view has its place beside it.
  let pairs = [];
  const panes = [by("tables"), by("printed")];
  const moved = new Map();
  // A move by the script is no scrolling by the person: its event is let pass.
  function move(pane, top) {
    const before = pane.scrollTop;
    pane.scrollTop = top;
    if (pane.scrollTop !== before) moved.set(pane, pane.scrollTop);
  }
  function measure() {
    const places = panes.map((pane) => {
      const top = pane.getBoundingClientRect().top - pane.scrollTop;
      return new Map([...pane.querySelectorAll("[data-path]")].reverse().map((node) => [node.dataset.path, node.getBoundingClientRect().top - top]));
    });
    pairs = [...places[0]].filter(([path]) => places[1].has(path)).map(([path, y]) => [y, places[1].get(path)]);
  }
  function follow(index) {
    const pane = panes[index], other = panes[1 - index];
    const own = moved.get(pane);
    moved.delete(pane);
    if (!pairs.length || (own !== undefined && Math.abs(own - pane.scrollTop) < 2)) return;
    const here = pane.scrollTop;
    const ordered = [...pairs].sort((a, b) => a[index] - b[index]);
    const pair = ordered.find((item) => item[index] >= here) ?? ordered.at(-1);
    const target = pair[1 - index] - (pair[index] - here);
    move(other, target);
  }
  panes.forEach((pane, index) => pane.addEventListener("scroll", () => requestAnimationFrame(() => follow(index)), { passive: true }));
  addEventListener("resize", measure);

  settled = () => {
    measure();
    if (isMoved) return;
    const wanted = location.hash && document.querySelector(":target");
    bringAll(document.querySelectorAll(".selected"), wanted ? wanted.closest(".pane") : null);
    if (wanted) wanted.scrollIntoView();
  };

  // The queue.
  function show(number) {
    const doubts = data.doubts;
    if (!doubts.length) { by("doubt").textContent = words.empty; return; }
    position = Math.max(0, Math.min(doubts.length - 1, number));
    const doubt = doubts[position];
    const node = doubt.finding ? by("d" + doubt.finding) : null;
    const shown = (path) => document.querySelector(`.pane [data-path="${CSS.escape(path)}"]`);
    if (doubt.paths.some(shown)) select(doubt.paths.find(shown), null);
    else {
      for (const old of document.querySelectorAll(".selected")) old.classList.remove("selected");
      by("chosen").textContent = "";
      const source = doubt.source && by(doubt.source);
      if (source) { source.classList.add("selected"); bring(by("printed"), source); }
      if (node) { node.classList.add("selected"); bring(by("tables"), node); }
    }
    current = doubt.paths.filter((path) => cells.has(path));
    describe();
  }

  function describe() {
    const doubt = data.doubts[position];
    const done = data.doubts.filter(isDone).length;
    const all = data.doubts.length;
    by("bar").max = Math.max(all, 1);
    by("bar").value = all ? done : 1;
    by("progress").textContent = fill(words.progress, { done, all });
    keepProgress(done, all);
    if (!doubt) { by("doubt").textContent = all ? "" : words.empty; by("queue").dataset.state = all ? "open" : "done"; return; }
    const place = fill(words.position, { number: position + 1, all });
    const mark = doubt.paths.length ? markOf(doubt.paths[0]) : null;
    const checked = doubt.paths.filter(markOf).length;
    const kind = { confirmed: words.confirmed, reading_error: words.corrected, original_error: words.original }[mark?.kind];
    const some = checked ? fill(words.progress, { done: checked, all: doubt.paths.length }) : words.open;
    by("doubt").textContent = `${place} · ${doubt.word} · ${doubt.message} [${isDone(doubt) ? kind : some}]`;
    by("queue").dataset.state = isDone(doubt) ? "done" : "open";
  }

  function keepProgress(done, all) {
    if (data.mode !== "file") return;
    const progress = JSON.parse(kept("govreport-progress") || "{}");
    progress[data.hash] = [done, all];
    keep("govreport-progress", JSON.stringify(progress));
  }

  const step = (by_) => show(position + by_);
  function nextOpen() {
    const count = data.doubts.length;
    for (let offset = 1; offset <= count; offset++) {
      const number = (position + offset) % count;
      if (!isDone(data.doubts[number])) { show(number); return; }
    }
    describe();
    by("saved").textContent = words.finished;
  }

  // Marks on the page.
  let isPainted = false;
  function paint() {
    if (!marks.size && !isPainted) return;
    isPainted = true;
    for (const node of document.querySelectorAll(".pane [data-path]")) {
      const mark = markOf(node.dataset.path);
      node.classList.toggle("checked", Boolean(mark));
      if (node.tagName !== "TD") continue;
      const fresh = node.querySelector(".fresh");
      if (fresh) fresh.remove();
      const cell = cells.get(node.dataset.path);
      if (mark && mark.kind === "reading_error" && !mark.target && String(mark.value ?? "") !== cell.shown) {
        const note = document.createElement("b");
        note.className = "fresh";
        note.textContent = " → " + (mark.value ?? "·");
        (node.querySelector("a") ?? node).append(note);
      }
    }
  }

  // Saving.
  function line(path, kind, value, why, target) {
    const cell = cells.get(path);
    const item = {
      content_hash: data.hash, path, raw: cell.raw,
      span: cell.start === null ? null : [cell.start, cell.end],
      value_read: cell.read, value, kind, who: by("who").value.trim(),
      when: new Date().toISOString().replace("Z", "+00:00"), why: why || "", parser_version: data.parser,
    };
    if (target) item.target = target;
    return item;
  }

  async function save(items, message) {
    if (!items.length) { by("saved").textContent = words.select_first; return false; }
    if (!items[0].who) { by("saved").textContent = words.no_name; by("who").focus(); return false; }
    if (data.mode === "server") {
      try {
        const answer = await fetch(data.api, {
          method: "POST", headers: { "Content-Type": "application/json", "X-Govreport": "1" }, body: JSON.stringify(items),
        });
        if (!answer.ok) throw new Error((await answer.json().catch(() => ({}))).error || answer.statusText);
      } catch (error) {
        by("saved").textContent = fill(words.failed, { reason: error.message });
        return false;
      }
      by("saved").textContent = message ?? words.saved;
    } else {
      const safe = keep(KEY, [...ownLines(), ...items.map((item) => JSON.stringify(item))].join("\n"));
      by("saved").textContent = safe ? message ?? words.kept : words.no_storage;
    }
    lines.push(...items);
    marks = marksOf(lines);
    paint();
    describe();
    return true;
  }

  async function accept() {
    const items = current.map((path) => line(path, "confirmed", cells.get(path).read));
    if (await save(items)) { undone.push(items); nextOpen(); }
  }

  async function undo() {
    const items = undone.pop() ?? lastOf();
    if (!items) { by("saved").textContent = words.nothing_to_undo; return; }
    const back = items.map((item) => ({ ...item, kind: "withdrawn", who: item.who, when: new Date().toISOString().replace("Z", "+00:00") }));
    if (await save(back, words.undone)) {
      const number = data.doubts.findIndex((doubt) => doubt.paths.includes(items[0].path));
      if (number >= 0) show(number);
    } else undone.push(items);
  }

  // After a reload the last lines of this person that still count can be taken back.
  function lastOf() {
    const who = by("who").value.trim();
    const own = [...marks.values()].filter((item) => item.who === who);
    if (!own.length) return null;
    const when = own.map((item) => item.when).sort().at(-1);
    return own.filter((item) => item.when === when);
  }

  // The form.
  const form = by("form");
  let subject = null;
  function correct() {
    if (!current.length) { by("saved").textContent = words.select_first; return; }
    subject = cells.get(current[0]);
    const loose = isLoose(subject.path);
    by("form-cell").textContent = `${subject.label || subject.path} · ${fill(words.printed, { raw: subject.raw || words.nothing })}`;
    by("form-who").value = by("who").value.trim();
    by("value").value = subject.read ?? (loose ? subject.raw : "");
    by("why").value = "";
    by("form-problem").textContent = "";
    by("target-label").hidden = !loose;
    by("no-figure").hidden = !subject.path.startsWith("narrative.");
    by("target").replaceChildren(new Option("", ""), ...(loose ? data.targets.map(([path, label]) => new Option(label, path)) : []));
    form.showModal();
    by("value").focus();
    by("value").select();
  }
  by("cancel").addEventListener("click", () => form.close());
  by("correction").addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = by("value").value.trim();
    if (!/^(-?\d{1,30}(\.\d{1,30})?)?$/.test(text)) { by("form-problem").textContent = words.no_number; return; }
    const kind = new FormData(by("correction")).get("kind");
    const target = by("target").value;
    if (kind === "reading_error" && isLoose(subject.path) && !target) { by("form-problem").textContent = words.no_target; return; }
    const number = text === "" ? null : /^-?\d{1,15}$/.test(text) ? Number(text) : text;
    by("who").value = by("form-who").value.trim();
    if (!by("who").value) { by("form-problem").textContent = words.no_name; by("form-who").focus(); return; }
    keep("govreport-who", by("who").value);
    const items = [line(subject.path, kind, number, by("why").value.trim(), kind === "reading_error" ? target : "")];
    form.close();
    if (await save(items)) undone.push(items);
  });

  const actions = {
    n: () => step(1), j: () => step(1), p: () => step(-1), k: () => step(-1), a: accept, c: correct, u: undo,
  };
  for (const [id, key] of [["next", "n"], ["previous", "p"], ["accept", "a"], ["correct", "c"], ["undo", "u"]]) by(id).addEventListener("click", actions[key]);
  document.addEventListener("keydown", (event) => {
    if (!by("keys").checked || event.ctrlKey || event.metaKey || event.altKey || form.open) return;
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox") return;
    const action = actions[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  });
  if (by("download")) by("download").addEventListener("click", download);

  paint();
  const asked = data.doubts.findIndex((doubt) => doubt.finding && location.hash === `#d${doubt.finding}`);
  const first = data.doubts.findIndex((doubt) => !isDone(doubt));
  if (!location.hash || asked >= 0) show(asked >= 0 ? asked : Math.max(first, 0));
  describe();
}

// Laying out the rest before the first picture stands would make it late; a page that nobody
// looks at has none.
function afterFirstPicture(act) {
  let isDone = false;
  const once = () => { if (!isDone) { isDone = true; setTimeout(act); } };
  setTimeout(once, 500);
  try {
    new PerformanceObserver((list) => {
      if (list.getEntriesByName("first-contentful-paint").length) once();
    }).observe({ type: "paint", buffered: true });
  } catch { once(); }
}

addEventListener("DOMContentLoaded", () => {
  requestAnimationFrame(() => afterFirstPicture(settle));
  if (by("rows")) startList();
  if (by("queue")) startReview();
});
