// Works the pages of the explorer: tables, filters, charts, keys, what can be taken away. Nothing is fetched.
"use strict";

const fold = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/ı/g, "i").replace(/ß/g, "ss").replace(/ø/g, "o").replace(/ł/g, "l").replace(/đ/g, "d").replace(/æ/g, "ae")
    .replace(/[^\p{L}\p{N}]+/gu, " ").trim();

// The id of a vote, unless votes.js has another.
const usualId = (day, body, symbol) => `${day}-${body}-${symbol.toLowerCase().match(/[a-z0-9]+/g)?.join("-") ?? ""}`;

// The address keeps what the reader chose, so that it can be sent on and Back leads to it.

function keepAddress(changes) {
  const query = new URLSearchParams(location.search);
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) query.delete(key);
    else query.set(key, value);
  }
  const text = query.toString();
  history.replaceState(null, "", `${location.pathname}${text ? `?${text}` : ""}${location.hash}`);
}

// Tables. Of very many rows only the first are laid out, until all are asked for; all are counted, sorted and saved.

const LAID_OUT = 500;
const allRows = new WeakMap(); // of a table: every row, in order; a row that a filter leaves out is hidden

function rowsOf(table) {
  return allRows.get(table) ?? [...table.tBodies[0].rows];
}

function layOut(table, rows = rowsOf(table)) {
  allRows.set(table, rows);
  const fitting = rows.filter((row) => !row.hidden);
  table.tBodies[0].replaceChildren(...fitting.slice(0, Number(table.dataset.most ?? LAID_OUT)));
  rove(table);
  return fitting.length;
}

function showAll(table) {
  table.dataset.most = Infinity;
  return layOut(table);
}

// Filters: a form says which table, its selects which column, whose text is or begins with the value, or which data
// attribute of a row; one attribute can hold several values.

const valueFits = (row, { value, dataset: { key, column } }) => {
  if (!value) return true;
  if (column === undefined) return (row.dataset[key] ?? "").split("|").includes(value);
  return `${row.cells[column].textContent.trim()} `.startsWith(`${value} `);
};

// The values of a column, where the page does not list them.
function addOptions(select, table) {
  if (select.options.length > 1 || select.dataset.column === undefined) return;
  const values = new Set(rowsOf(table).map((row) => row.cells[select.dataset.column].textContent.trim()));
  select.append(...[...values].filter((value) => value && value !== "–").sort((a, b) => a.localeCompare(b, "en")).map((value) => new Option(value)));
}

function startFilter(form) {
  const table = document.getElementById(form.dataset.table);
  if (!table) return;
  const texts = new WeakMap(); // of rows, folded once
  const textOf = (row) => {
    if (!texts.has(row)) texts.set(row, fold(row.textContent));
    return texts.get(row);
  };
  const field = form.querySelector("input");
  const selects = [...form.querySelectorAll("select")];
  const keyOf = (control) => `${table.id}.${control.dataset.key ?? "text"}`;
  selects.forEach((select) => addOptions(select, table));
  const query = new URLSearchParams(location.search);
  for (const control of [field, ...selects]) {
    if (query.has(keyOf(control))) control.value = query.get(keyOf(control));
    if (control.selectedIndex < 0) control.value = "";
  }
  const count = form.querySelector(".count");
  const more = document.createElement("button");
  more.type = "button";
  more.textContent = "Show all";
  const apply = () => {
    const words = fold(field.value).split(" ");
    const rows = rowsOf(table);
    for (const row of rows) {
      const fits =
        (!field.value || words.every((word) => textOf(row).includes(word))) &&
        selects.every((select) => valueFits(row, select));
      row.hidden = !fits;
    }
    const fitting = layOut(table, rows);
    const most = Number(table.dataset.most ?? LAID_OUT);
    count.textContent = fitting === rows.length ? `${fitting} rows` : `${fitting} of ${rows.length} rows`;
    if (fitting > most) count.append(`, the first ${most} shown `, more);
  };
  more.addEventListener("click", () => {
    showAll(table);
    apply();
  });
  form.addEventListener("input", () => {
    apply();
    keepAddress(Object.fromEntries([field, ...selects].map((control) => [keyOf(control), control.value || null])));
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  table.addEventListener("filled", apply);
  form.hidden = false;
  apply();
}

// Sorting: by the number, day or text of a cell, or by its data-v.

const MONTHS = "January February March April May June July August September October November December".split(" ");

function dayIn(text) {
  const [, day = 0, month, year] = /^(?:(\d{1,2}) )?([A-Z][a-z]+) (\d{4})$/.exec(text) ?? [];
  const two = (number) => String(number).padStart(2, "0");
  return MONTHS.includes(month) ? `${year}-${two(MONTHS.indexOf(month) + 1)}-${two(day)}` : text;
}

function sortValue(row, column) {
  const cell = row.cells[column];
  const text = cell.dataset.v ?? dayIn(cell.textContent.trim());
  const number = Number.parseFloat(text);
  return /^[-\d]/.test(text) && !/^\d{4}-/.test(text) && !Number.isNaN(number) ? number : text;
}

function compareValues(a, b) {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), "en");
}

function startSorting(table) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const rows = [...rowsOf(table)].sort((a, b) => compareValues(sortValue(a, column), sortValue(b, column)) * (down ? -1 : 1));
      layOut(table, rows);
    });
  });
  rove(table);
}

// Keys: the tabulator stops once at a table, a list of names or a map; the arrow keys move inside it.

const GROUPS = "table, dl, svg.map, .drawn, .list, .tags, .plain, .results, .rove, .contents ul, .sources, .downloads";

function rove(group) {
  group.querySelectorAll("a[href], button").forEach((item, place) => item.setAttribute("tabindex", place ? -1 : 0));
}

function moveInGroup(event) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const group = step && event.target.matches("a[href], button") && event.target.closest(GROUPS);
  if (!group) return;
  const items = [...group.querySelectorAll("a[href], button")].filter((item) => item.getClientRects().length);
  const next = items[items.indexOf(event.target) + step];
  if (!next) return;
  event.preventDefault();
  event.target.setAttribute("tabindex", -1);
  next.setAttribute("tabindex", 0);
  next.focus();
}

function startKeys() {
  document.querySelectorAll(GROUPS).forEach(rove);
  document.addEventListener("keydown", (event) => {
    const field = document.getElementById("q") ?? document.getElementById("find");
    if (event.key === "/" && field && !event.target.matches("input, select, textarea")) {
      event.preventDefault();
      field.focus();
    } else moveInGroup(event);
  });
}

// Tiles: what one says stands below the map as the pointer, the focus or a finger rests on it; a second tap opens its page.

function startTiles(figure) {
  const line = figure.querySelector(".tile-text");
  if (!line) return;
  let touched = null;
  const say = (event) => {
    const tile = event.target.closest("svg a, .tile");
    if (tile) line.textContent = tile.querySelector("title").textContent;
  };
  figure.addEventListener("pointerover", say);
  figure.addEventListener("focusin", say);
  figure.addEventListener("click", (event) => {
    const link = event.target.closest("svg a");
    if (!link || event.pointerType !== "touch" || link === touched) return;
    event.preventDefault();
    touched = link;
    say(event);
    line.append(" (tap again for its page)");
  });
}

// Copying.

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement("textarea"); // where the clipboard is closed
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}

async function copy(button, text = document.getElementById(button.dataset.copy).textContent) {
  await copyText(text);
  const status = document.getElementById("copied");
  if (status) status.textContent = "Copied";
  const label = button.textContent;
  button.textContent = "Copied";
  setTimeout(() => { button.textContent = label; }, 1500);
}

// A table as CSV: the rows that fit the filter, without the columns that only have bars.

function csvOf(table) {
  const rows = rowsOf(table).filter((row) => !row.hidden);
  const heads = table.tHead.rows[0];
  const quoted = (cell) => {
    const text = cell.textContent.replace(/\s+/g, " ").trim();
    return /[",]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  };
  const line = (row) => [...row.cells].filter((_, place) => heads.cells[place].className !== "bars").map(quoted).join(",");
  return [heads, ...rows].map((row) => `${line(row)}\n`).join("");
}

function download(name, content, type) {
  const link = document.createElement("a");
  link.download = name;
  link.href = type ? URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` })) : content;
  link.click();
  if (type) setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const pageName = () => decodeURIComponent(location.pathname).split("/").pop().replace(/\.html$/, "") || "index";

function saveTable(button) {
  const table = button.dataset.table ? document.getElementById(button.dataset.table) : button.closest("table");
  download(`${pageName()}-${table.id}.csv`, csvOf(table), "text/csv");
}

// Charts: drawn from the cells of a table on the page, so that both always say the same.

const numberIn = (cell) => {
  const text = cell.dataset.v ?? cell.textContent.trim();
  const number = Number.parseFloat(text);
  return Number.isNaN(number) ? null : text.endsWith("%") ? number / 100 : number;
};

const escaped = (text) => String(text).replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
const part = (name, attributes, text = "") =>
  `<${name} ${Object.entries(attributes).map(([key, value]) => `${key}="${value}"`).join(" ")}>${escaped(text)}</${name}>`;
const titled = (name, attributes, title) => part(name, attributes).replace("></", `><title>${escaped(title)}</title></`);
const sum = (values) => values.reduce((total, value) => total + value, 0);

const CHARTS = {
  // Shares from 0 to 1, a mark a row, joined where rows follow each other.
  line(rows, columns, kinds, box) {
    const step = box.width / rows.length;
    const x = (place) => box.left + step * (place + 0.5);
    const y = (share) => box.top + box.height * (1 - share);
    const shapes = columns.map((column, which) => {
      const kind = kinds[which] || "for";
      const values = rows.map((row) => numberIn(row.cells[column]));
      const marks = values.map((value, place) => {
        if (value === null) return "";
        const title = `${rows[place].cells[0].textContent}: ${rows[place].cells[column].textContent}`;
        const last = values[place - 1] ?? null;
        const join = last === null ? "" : part("line", { class: `join ${kind}`, x1: x(place - 1), y1: y(last), x2: x(place), y2: y(value) });
        const mark = kind === "fit" ? "" : kind === "against"
          ? titled("rect", { class: `dot ${kind}`, x: x(place) - 4, y: y(value) - 4, width: 8, height: 8 }, title)
          : titled("circle", { class: `dot ${kind}`, cx: x(place), cy: y(value), r: 4 }, title);
        return join + mark;
      });
      return marks.join("");
    });
    return shareAxis(box) + rowAxis(rows, box) + shapes.join("");
  },

  // A column a row, its parts as shares of the whole; the number of all above it.
  stack(rows, columns, kinds, box) {
    const step = box.width / rows.length;
    const wide = Math.min(34, step * 0.8);
    const shapes = rows.map((row, place) => {
      const heads = row.closest("table")?.tHead.rows[0].cells;
      const counts = columns.map((column) => numberIn(row.cells[column]) || 0);
      const total = sum(counts);
      const left = box.left + step * (place + 0.5) - wide / 2;
      let top = box.top + box.height;
      const parts = counts.map((count, which) => {
        if (!count) return "";
        const high = (box.height * count) / total;
        top -= high;
        const title = `${row.cells[0].textContent}: ${heads?.[columns[which]].textContent ?? ""} ${count} of ${total}`;
        return titled("rect", { class: kinds[which], x: left, y: top, width: wide, height: high }, title);
      });
      const above = step > 22 && total ? part("text", { class: "axis middle", x: left + wide / 2, y: box.top - 5 }, total) : "";
      return parts.join("") + above;
    });
    return shareAxis(box) + rowAxis(rows, box) + shapes.join("");
  },

  // A column a row, its parts as numbers.
  bars(rows, columns, kinds, box) {
    const counts = rows.map((row) => columns.map((column) => numberIn(row.cells[column]) || 0));
    const totals = counts.map(sum);
    const most = Math.max(...totals, 1);
    const step = box.width / rows.length;
    const wide = Math.min(34, step * 0.8);
    const shapes = counts.map((numbers, place) => {
      const left = box.left + step * (place + 0.5) - wide / 2;
      let top = box.top + box.height;
      const parts = numbers.map((count, which) => {
        const high = (box.height * count) / most;
        top -= high;
        const title = `${rows[place].cells[0].textContent}: ${count}`;
        return count ? titled("rect", { class: kinds[which], x: left, y: top, width: wide, height: high }, title) : "";
      });
      const above = step > 16 ? part("text", { class: "axis middle", x: left + wide / 2, y: top - 5 }, totals[place]) : "";
      return parts.join("") + above;
    });
    return rowAxis(rows, box) + shapes.join("");
  },

  // A dot a row: two shares, the code of the state beside it where there is room.
  dots(rows, [across, up], _kinds, box) {
    const x = (share) => box.left + box.width * share;
    const y = (share) => box.top + box.height * (1 - share);
    const shapes = rows.map((row) => {
      const [a, b] = [numberIn(row.cells[across]), numberIn(row.cells[up])];
      if (a === null || b === null) return "";
      const title = `${row.cells[0].textContent}: ${row.cells[across].textContent}, ${row.cells[up].textContent}`;
      return titled("circle", { class: `dot group${row.dataset.number}`, cx: x(a), cy: y(b), r: 4 }, title)
        + part("text", { class: "axis small", x: x(a) + 5, y: y(b) + 3 }, row.dataset.code);
    });
    const foot = [0, 0.5, 1].map((share) => part("text", { class: "axis middle", x: x(share), y: box.top + box.height + 16 }, `${100 * share}%`));
    return shareAxis(box) + foot.join("") + shapes.join("");
  },

  // A tile a state, roughly where it lies; it leads to the state's page.
  tiles(rows, [column], _kinds, box) {
    const size = box.full / extent(rows, "x");
    const narrow = size < 16;
    return rows.map((row) => {
      if (!row.dataset.x) return "";
      const share = numberIn(row.cells[column]);
      const kind = row.dataset.kind ?? (share === null ? "unknown" : `share${Math.min(4, Math.floor(5 * share))}`);
      const title = `${row.cells[0].textContent}: ${row.cells[column].textContent}`;
      const code = narrow ? row.dataset.short || row.dataset.code : row.dataset.code;
      const letters = part("text", { x: size / 2 - 0.5, y: size * 0.64, style: `font-size:${size * (narrow ? 0.55 : 0.37)}px` }, code);
      const tile = titled("rect", { width: size - 1, height: size - 1 }, title);
      const shape = `<g class="tile ${kind}" transform="translate(${row.dataset.x * size} ${row.dataset.y * size})">${tile}${letters}</g>`;
      const link = row.cells[0].querySelector("a")?.getAttribute("href");
      return link ? `<a href="${escaped(link)}" aria-label="${escaped(title)}">${shape}</a>` : shape;
    }).join("");
  },

  // A square of shares, rows and columns in one order.
  square(rows, _columns, _kinds, box) {
    const cell = (box.full - box.left) / rows.length;
    const at = (place) => box.left + place * cell;
    const small = `font-size:${Math.min(11, cell * 0.85)}px`;
    const label = (row, place) =>
      part("text", { class: "axis end", x: box.left - 4, y: at(place) + cell * 0.72, style: small }, row.dataset.code)
      + part("text", { class: "axis", transform: `translate(${at(place) + cell * 0.72} ${box.left - 4}) rotate(-90)`, style: small }, row.dataset.code);
    const line = (row, across) => rows.map((other, down) => {
      const value = other.cells[across + 1];
      const kind = value.dataset.v === undefined ? "none" : value.className.split(" ").at(-1);
      const title = `${other.cells[0].textContent} and ${row.cells[0].textContent}: ${value.textContent}`;
      const shape = titled("rect", { x: at(across), y: at(down), width: cell - 0.5, height: cell - 0.5 }, title);
      const text = cell < 24 ? "" : part("text", { x: at(across) + cell / 2, y: at(down) + cell / 2 + 4, style: small }, value.textContent.replace("%", ""));
      return `<g class="cell ${kind}">${shape}${text}</g>`;
    }).join("");
    return rows.map(line).join("") + rows.map(label).join("");
  },
};

const extent = (rows, side) => Math.max(...rows.map((row) => Number(row.dataset[side]) + 1));

const shareAxis = (box) => [0, 0.5, 1].map((share) => {
  const y = box.top + box.height * (1 - share);
  return part("line", { class: "grid", x1: box.left, y1: y, x2: box.left + box.width, y2: y })
    + part("text", { class: "axis end", x: box.left - 6, y: y + 4 }, `${100 * share}%`);
}).join("");

const rowAxis = (rows, box) => {
  const step = box.width / rows.length;
  const longest = Math.max(...rows.map((row) => row.cells[0].textContent.length));
  const every = Math.ceil((8 + 7 * longest) / step);
  return rows.map((row, place) => (place % every ? "" : part("text", { class: "axis middle", x: box.left + step * (place + 0.5), y: box.top + box.height + 16 }, row.cells[0].textContent))).join("");
};

const HEIGHTS = {
  dots: (full) => full * 0.8,
  square: (full) => full - 24,
  tiles: (full, rows) => (full * extent(rows, "y")) / extent(rows, "x"),
};

// The rows of a map whose page has no table of all states: a letter a state, in the order of states.js.
const LETTERS = { F: ["for", "signed this"], G: ["against"], 0: ["neutral"], "?": ["unknown", "not known"] };

function rowsFromLetters({ letters, ...meanings }) {
  return window.stateData.countries.flatMap(([code, short, name, , page, x, y], place) => {
    if (!(letters[place] in LETTERS)) return [];
    const [kind, text] = LETTERS[letters[place]];
    const row = document.createElement("tr");
    Object.assign(row.dataset, { code, short, x: x ?? "", y: y ?? "", kind });
    row.innerHTML = `<th>${page ? `<a href="../countries/${code}.html">${escaped(name)}</a>` : escaped(name)}</th><td>${text || meanings[kind === "against" ? "rival" : kind]}</td>`;
    return [row];
  });
}

function draw(figure) {
  const { chart, table, columns = "1", kinds = "" } = figure.dataset;
  const rows = table ? [...rowsOf(document.getElementById(table))] : rowsFromLetters(figure.dataset);
  if (/^\d{4}$/.test(rows[0]?.cells[0].textContent)) rows.sort((a, b) => a.cells[0].textContent.localeCompare(b.cells[0].textContent));
  figure.hidden = !rows.length;
  if (!rows.length) return;
  const full = Math.max(280, Math.min(736, document.getElementById("main").clientWidth - 32));
  const high = HEIGHTS[chart] ? HEIGHTS[chart](full, rows) : 200;
  const box = { full, left: 40, top: 22, width: full - 56, height: high - 22 };
  const caption = figure.querySelector("figcaption").textContent;
  const shapes = CHARTS[chart](rows, columns.split(" ").map(Number), kinds.split(" "), box);
  const role = shapes.includes("<a ") ? "group" : "img";
  const drawn = figure.querySelector(".drawn");
  drawn.innerHTML =
    `<svg viewBox="0 0 ${full} ${high + 24}" width="${full}" role="${role}" aria-label="${escaped(caption)}. The table has the numbers.">${shapes}</svg>`;
  rove(drawn);
}

function startChart(figure) {
  const again = () => draw(figure);
  document.getElementById(figure.dataset.table)?.addEventListener("filled", again);
  addEventListener("resize", again);
  again();
}

// A picture to take away: its title, legend, source, licence and address are written into it, as SVG or as PNG.

const STYLES = ["fill", "stroke", "stroke-width", "stroke-dasharray", "rx", "font", "text-anchor", "text-decoration", "display"];
const FONT = "12px sans-serif", HEAD = "600 15px sans-serif";

// A copy of a drawing in which the rules of the style sheet stand as attributes.
function painted(svg) {
  const clone = svg.cloneNode(true);
  const shapes = "rect, text, line, circle";
  const originals = svg.querySelectorAll(shapes);
  clone.querySelectorAll(shapes).forEach((shape, place) => {
    const style = getComputedStyle(originals[place]);
    shape.setAttribute("style", STYLES.map((name) => `${name}:${style.getPropertyValue(name).replace(/"/g, "'")}`).join(";"));
  });
  clone.querySelectorAll("a").forEach((link) => link.replaceWith(...link.childNodes));
  return clone.innerHTML;
}

// Texts in lines that fit: their places, where they start, what they say.
function wrapped(texts, width, font, gap) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = font;
  const lines = [];
  let x = Infinity;
  texts.forEach((text, place) => {
    const wide = pen.measureText(text).width + gap;
    if (x + wide > width) {
      lines.push([]);
      x = 8;
    }
    lines.at(-1).push({ place, x, text });
    x += wide;
  });
  return lines;
}

const address = () => {
  const base = document.querySelector("link[rel=canonical]").href;
  return `${base}${location.search}${location.hash}`;
};

function paragraph(text, y, font, color, width) {
  return wrapped(text.split(" "), width, font, 4).map((words, row) =>
    part("text", { x: 8, y: y + 18 * row, style: `font:${font};fill:${color}` }, words.map((word) => word.text).join(" ")));
}

function legendMark(item, x, y, ink) {
  const mark = item.querySelector(".mark");
  const style = getComputedStyle(mark);
  const paint = `fill:${style.backgroundColor};stroke:${style.borderTopStyle === "none" ? ink : style.borderTopColor};${style.borderTopStyle === "dashed" ? "stroke-dasharray:2 2" : ""}`;
  if (style.borderTopLeftRadius === "50%") return part("circle", { cx: x + 5.5, cy: y - 4.5, r: 5.5, style: paint });
  return part("rect", { x, y: y - 10, width: 11, height: 11, style: paint });
}

function composed(figure) {
  const svg = [...figure.querySelectorAll("svg")].find((layout) => layout.getClientRects().length);
  if (svg.matches(".whole")) return withAddress(svg);
  const { x, y, width, height } = svg.viewBox.baseVal;
  const wide = Math.max(width, 480);
  const high = (height * wide) / width;
  const page = getComputedStyle(document.body);
  const ink = page.color, quiet = getComputedStyle(figure.querySelector("figcaption")).color;
  const legend = [...figure.querySelectorAll(".legend li")];
  const title = paragraph(figure.querySelector("figcaption").textContent, 20, HEAD, ink, wide - 16);
  const top = 14 + 18 * title.length;
  const lines = wrapped(legend.map((item) => item.textContent.trim()), wide, FONT, 34);
  const keys = lines.flatMap((line, row) => line.map((entry) => {
    const down = top + high + 20 + 20 * row;
    return legendMark(legend[entry.place], entry.x, down, ink)
      + part("text", { x: entry.x + 16, y: down, style: `font:${FONT};fill:${ink}` }, entry.text);
  }));
  const below = top + high + 24 + 20 * lines.length;
  const credit = figure.dataset.credit || document.body.dataset.credit;
  const foot = [...paragraph(credit, below, FONT, quiet, wide - 16)];
  foot.push(...paragraph(address(), below + 18 * foot.length, FONT, quiet, wide - 16));
  const tall = below + 18 * foot.length;
  const inside = `<svg x="0" y="${top}" width="${wide}" height="${high}" viewBox="${x} ${y} ${width} ${height}">${painted(svg)}</svg>`;
  const paper = part("rect", { width: wide, height: tall, style: `fill:${page.backgroundColor}` });
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${tall}" viewBox="0 0 ${wide} ${tall}">${paper}${title.join("")}${inside}${keys.join("")}${foot.join("")}</svg>`;
  return { text, width: wide, height: tall };
}

// A picture of the library has title, source and licence in it already.
function withAddress(svg) {
  const { width, height } = svg.viewBox.baseVal;
  const clone = svg.cloneNode(true);
  const foot = paragraph(address(), height + 12, "8px sans-serif", "#595959", width - 16);
  const tall = height + 12 + 18 * foot.length;
  for (const [name, value] of Object.entries({ xmlns: "http://www.w3.org/2000/svg", width, height: tall, viewBox: `0 0 ${width} ${tall}` })) clone.setAttribute(name, value);
  ["class", "role", "aria-label"].forEach((name) => clone.removeAttribute(name));
  clone.insertAdjacentHTML("afterbegin", part("rect", { width, height: tall, fill: "#fff" }));
  clone.insertAdjacentHTML("beforeend", foot.join(""));
  return { text: new XMLSerializer().serializeToString(clone), width, height: tall };
}

function saveSvg(button) {
  download(`${button.dataset.name}.svg`, composed(button.closest("figure")).text, "image/svg+xml");
}

function savePng(button) {
  const figure = button.closest("figure");
  const image = new Image();
  const { text, width, height } = composed(figure);
  image.onload = () => {
    const scale = 2;
    const canvas = document.createElement("canvas");
    canvas.width = width * scale;
    canvas.height = height * scale;
    const pen = canvas.getContext("2d");
    pen.scale(scale, scale);
    pen.drawImage(image, 0, 0, width, height);
    download(`${button.dataset.name}.png`, canvas.toDataURL("image/png"));
  };
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
}

// Embedding: an address with `embed` shows one picture, and whence it comes.

function embed(button) {
  const figure = button.closest("figure");
  const source = new URL(document.querySelector("link[rel=canonical]").href);
  source.search = location.search;
  source.searchParams.set("embed", figure.id);
  const title = escaped(figure.querySelector("figcaption").textContent);
  copy(button, `<iframe src="${escaped(source.href)}" title="${title}" width="100%" height="640" style="border:0" loading="lazy"></iframe>`);
}

function startEmbedded() {
  const figure = document.getElementById(new URLSearchParams(location.search).get("embed"));
  if (!figure?.matches("figure")) return;
  document.body.classList.add("embedded");
  figure.classList.add("alone");
  for (let inside = figure; inside !== document.body; inside = inside.parentElement) {
    if (inside.matches("details")) inside.open = true;
    inside.classList.add("holds");
  }
  const credit = document.createElement("p");
  credit.className = "quiet";
  const link = document.createElement("a");
  link.href = document.querySelector("link[rel=canonical]").href;
  link.target = "_top";
  link.textContent = document.title;
  credit.append(`${figure.dataset.credit || document.body.dataset.credit} `, link);
  figure.append(credit);
}

// On paper every row stands.

function startPrinting() {
  const before = new Map();
  addEventListener("beforeprint", () => document.querySelectorAll("table").forEach((table) => {
    if (!allRows.has(table)) return;
    before.set(table, table.dataset.most);
    showAll(table);
  }));
  addEventListener("afterprint", () => before.forEach((most, table) => {
    if (most === undefined) delete table.dataset.most;
    else table.dataset.most = most;
    layOut(table);
  }));
}

// Every table that has rows can be saved.

function addSaving(table) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "csv", textContent: "CSV" });
  button.setAttribute("aria-label", `CSV: ${table.caption.textContent.trim()}`);
  table.caption.append(" ", button);
}

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("main table").forEach(addSaving);
  document.querySelectorAll("table.sortable").forEach(startSorting);
  document.querySelectorAll("form.filter[data-table]").forEach(startFilter);
  document.querySelectorAll("figure.chart").forEach(startChart);
  document.querySelectorAll("figure").forEach(startTiles);
  
  for (const [kind, act] of [["copy", copy], ["png", savePng], ["svg", saveSvg], ["csv", saveTable], ["embed", embed]]) {
    document.querySelectorAll(`button.${kind}`).forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => act(button));
    });
  }
  startKeys();
  startPrinting();
  startEmbedded();
});
