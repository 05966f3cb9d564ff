// Works the pages of the explorer: search, filters, sorting, copying, charts, CSV and PNG. Nothing is fetched.
"use strict";

const fold = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/ı/g, "i").replace(/ß/g, "ss").replace(/ø/g, "o").replace(/ł/g, "l").replace(/đ/g, "d").replace(/æ/g, "ae")
    .replace(/[^\p{L}\p{N}]+/gu, " ").trim();

// Search: an entry is [kind, label, address, other words]; see search-index.js.

function rank(entry, wanted, words) {
  const [, label, , others] = entry.folded;
  if (label === wanted || others.includes(wanted)) return 0;
  if (label.startsWith(wanted)) return 1;
  if (others.some((one) => one.startsWith(wanted))) return 2;
  const all = ` ${label} ${others.join(" ")}`;
  if (words.every((word) => all.includes(` ${word}`))) return 3;
  return wanted.length > 2 && all.includes(wanted) ? 4 : -1;
}

function found(index, text) {
  const wanted = fold(text);
  if (!wanted) return [];
  const words = wanted.split(" ");
  return index
    .map((entry, place) => ({ entry, place, rank: rank(entry, wanted, words) }))
    .filter((one) => one.rank >= 0)
    .sort((a, b) => a.rank - b.rank || a.place - b.place)
    .map((one) => one.entry);
}

function result(entry, text) {
  const [kind, label, address, others] = entry;
  const item = document.createElement("li");
  const tag = document.createElement("span");
  tag.className = "kind";
  tag.textContent = kind;
  const link = document.createElement("a");
  link.href = address;
  link.textContent = label;
  item.append(tag, " ", link);
  const wanted = fold(text);
  const alias = others.find((one) => fold(one) === wanted) || others.find((one) => fold(one).startsWith(wanted));
  if (alias && !fold(label).startsWith(wanted)) {
    const also = document.createElement("span");
    also.className = "quiet";
    also.textContent = ` ${alias}`;
    item.append(also);
  }
  return item;
}

function startSearch() {
  const field = document.getElementById("q");
  const index = window.searchIndex;
  if (!field || !index) return;
  for (const entry of index) entry.folded = [entry[0], fold(entry[1]), entry[2], entry[3].map(fold)];
  const show = () => {
    const text = field.value;
    const all = found(index, text);
    const shown = all.slice(0, 60);
    document.getElementById("found").hidden = !text.trim();
    document.getElementById("results").replaceChildren(...shown.map((entry) => result(entry, text)));
    const more = all.length > shown.length ? `, the first ${shown.length} shown` : "";
    document.getElementById("found-count").textContent =
      all.length === 1 ? "1 result" : all.length ? `${all.length} results${more}` : "Nothing found. Try another name or fewer letters.";
  };
  field.addEventListener("input", show);
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) field.value = asked;
  show();
}

// Filters: a form says which table, its selects which data attribute of a row. Of very many rows only the first are
// laid out, until all are asked for; all that fit are counted and saved.

const LAID_OUT = 1000;

function startFilter(form) {
  const table = document.getElementById(form.dataset.table);
  if (!table) return;
  const texts = new WeakMap(); // of rows, folded once
  const text = (row) => {
    if (!texts.has(row)) texts.set(row, fold(row.textContent));
    return texts.get(row);
  };
  const field = form.querySelector("input");
  const selects = [...form.querySelectorAll("select")];
  const count = form.querySelector(".count");
  const more = document.createElement("button");
  more.type = "button";
  more.textContent = "Show all";
  let most = LAID_OUT;
  const apply = () => {
    const words = fold(field.value).split(" ");
    const rows = [...table.tBodies[0].rows];
    let left = 0;
    for (const row of rows) {
      const fits =
        (!field.value || words.every((word) => text(row).includes(word))) &&
        selects.every((one) => !one.value || row.dataset[one.dataset.key] === one.value);
      row.hidden = !fits;
      left += fits;
      row.classList.toggle("later", left > most);
    }
    count.textContent = left === rows.length ? `${left} rows` : `${left} of ${rows.length} rows`;
    if (left > most) count.append(`, the first ${most} shown `, more);
  };
  more.addEventListener("click", () => {
    most = Infinity;
    apply();
  });
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  table.addEventListener("filled", apply);
  table.addEventListener("sorted", apply);
  form.hidden = false;
  apply();
}

// Sorting: by the number or text of a cell, or by its data-v.

function value(row, column) {
  const cell = row.cells[column];
  const text = cell.dataset.v ?? cell.textContent.trim();
  const number = Number.parseFloat(text);
  return /^[-\d]/.test(text) && !/^\d{4}-/.test(text) && !Number.isNaN(number) ? number : text;
}

function compare(a, b) {
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
      const body = table.tBodies[0];
      const rows = [...body.rows].sort((a, b) => compare(value(a, column), value(b, column)) * (down ? -1 : 1));
      body.append(...rows);
      table.dispatchEvent(new Event("sorted"));
    });
  });
}

// Copying a citation.

async function copy(button) {
  const shown = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(shown.textContent);
  } catch {
    getSelection().selectAllChildren(shown); // where the clipboard is closed, the text is at least selected
    document.execCommand("copy");
  }
  document.getElementById("copied").textContent = "Copied";
  const label = button.textContent;
  button.textContent = "Copied";
  setTimeout(() => { button.textContent = label; }, 1500);
}

// A table as CSV: the rows that are shown, without the columns that only have bars.

function csvOf(table) {
  const rows = [...table.tBodies[0].rows].filter((row) => !row.hidden);
  const bars = new Set(rows.slice(0, 1).flatMap((row) => [...row.cells].flatMap((cell, place) => (cell.className === "bars" ? [place] : []))));
  const quoted = (cell) => {
    const text = cell.textContent.replace(/\s+/g, " ").trim();
    return /[",]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  };
  const line = (row) => [...row.cells].filter((_, place) => !bars.has(place)).map(quoted).join(",");
  return [table.tHead.rows[0], ...rows].map((row) => `${line(row)}\n`).join("");
}

function download(name, address) {
  const link = document.createElement("a");
  link.download = name;
  link.href = address;
  link.click();
}

const pageName = () => decodeURIComponent(location.pathname).split("/").pop().replace(/\.html$/, "") || "index";

function saveTable(button) {
  const table = button.dataset.table ? document.getElementById(button.dataset.table) : button.closest("table");
  const address = URL.createObjectURL(new Blob([csvOf(table)], { type: "text/csv;charset=utf-8" }));
  download(`${pageName()}-${table.id}.csv`, address);
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

// Charts: drawn from the cells of a table on the page, so that both always say the same.

const number = (cell) => {
  const text = cell.dataset.v ?? cell.textContent.trim();
  const found = Number.parseFloat(text);
  return Number.isNaN(found) ? null : text.endsWith("%") ? found / 100 : found;
};

const part = (name, attributes, text = "") =>
  `<${name} ${Object.entries(attributes).map(([key, one]) => `${key}="${one}"`).join(" ")}>${escaped(text)}</${name}>`;
const titled = (name, attributes, title) => part(name, attributes).replace("></", `><title>${escaped(title)}</title></`);
const escaped = (text) => String(text).replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);

const CHARTS = {
  // Shares from 0 to 1, one mark a row, joined where rows follow each other.
  line(rows, columns, kinds, box) {
    const step = box.width / rows.length;
    const x = (place) => box.left + step * (place + 0.5);
    const y = (share) => box.top + box.height * (1 - share);
    const shapes = columns.map((column, which) => {
      const kind = kinds[which] || "for";
      const values = rows.map((row) => number(row.cells[column]));
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
    return shares(box) + years(rows, box) + shapes.join("");
  },

  // One column a row, its parts as shares of the whole; the number of all above it.
  stack(rows, columns, kinds, box) {
    const step = box.width / rows.length;
    const wide = Math.min(34, step * 0.8);
    const shapes = rows.map((row, place) => {
      const counts = columns.map((column) => number(row.cells[column]) || 0);
      const total = counts.reduce((sum, one) => sum + one, 0);
      const left = box.left + step * (place + 0.5) - wide / 2;
      let top = box.top + box.height;
      const parts = counts.map((count, which) => {
        if (!count) return "";
        const high = (box.height * count) / total;
        top -= high;
        return titled("rect", { class: kinds[which], x: left, y: top, width: wide, height: high }, `${row.cells[0].textContent}: ${row.closest("table").tHead.rows[0].cells[columns[which]].textContent} ${count} of ${total}`);
      });
      const above = step > 22 && total ? part("text", { class: "axis middle", x: left + wide / 2, y: box.top - 5 }, total) : "";
      return parts.join("") + above;
    });
    return shares(box) + years(rows, box) + shapes.join("");
  },

  // One column a row, its parts as numbers.
  bars(rows, columns, kinds, box) {
    const counts = rows.map((row) => columns.map((column) => number(row.cells[column]) || 0));
    const totals = counts.map((its) => its.reduce((sum, one) => sum + one, 0));
    const most = Math.max(...totals, 1);
    const step = box.width / rows.length;
    const wide = Math.min(34, step * 0.8);
    const shapes = counts.map((its, place) => {
      const left = box.left + step * (place + 0.5) - wide / 2;
      let top = box.top + box.height;
      const parts = its.map((count, which) => {
        const high = (box.height * count) / most;
        top -= high;
        return count ? titled("rect", { class: kinds[which], x: left, y: top, width: wide, height: high }, `${rows[place].cells[0].textContent}: ${count}`) : "";
      });
      return parts.join("") + (step > 16 ? part("text", { class: "axis middle", x: left + wide / 2, y: top - 5 }, totals[place]) : "");
    });
    return years(rows, box) + shapes.join("");
  },

  // One dot a row: two shares, the code of the state beside it where there is room.
  dots(rows, [across, up], _kinds, box) {
    const x = (share) => box.left + box.width * share;
    const y = (share) => box.top + box.height * (1 - share);
    const shapes = rows.map((row) => {
      const [a, b] = [number(row.cells[across]), number(row.cells[up])];
      if (a === null || b === null) return "";
      const title = `${row.cells[0].textContent}: ${row.cells[across].textContent}, ${row.cells[up].textContent}`;
      return titled("circle", { class: `dot group${row.dataset.number}`, cx: x(a), cy: y(b), r: 4 }, title)
        + part("text", { class: "axis small", x: x(a) + 5, y: y(b) + 3 }, row.dataset.code);
    });
    const foot = [0, 0.5, 1].map((one) => part("text", { class: "axis middle", x: x(one), y: box.top + box.height + 16 }, `${100 * one}%`));
    return shares(box) + foot.join("") + shapes.join("");
  },

  // One tile a state, roughly where it lies.
  tiles(rows, [column], _kinds, box) {
    const size = box.full / extent(rows, "x");
    return rows.map((row) => {
      if (!row.dataset.x) return "";
      const share = number(row.cells[column]);
      const kind = row.dataset.kind ?? (share === null ? "unknown" : `share${Math.min(4, Math.floor(5 * share))}`);
      const label = part("text", { x: size / 2 - 0.5, y: size * 0.62, style: `font-size:${size * 0.37}px` }, row.dataset.code);
      const tile = titled("rect", { width: size - 1, height: size - 1 }, `${row.cells[0].textContent}: ${row.cells[column].textContent}`);
      return `<g class="tile ${kind}" transform="translate(${row.dataset.x * size} ${row.dataset.y * size})">${tile}${label}</g>`;
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
      const found = other.cells[across + 1];
      const kind = found.dataset.v === undefined ? "none" : found.className.split(" ").at(-1);
      const title = `${other.cells[0].textContent} and ${row.cells[0].textContent}: ${found.textContent}`;
      const shape = titled("rect", { x: at(across), y: at(down), width: cell - 0.5, height: cell - 0.5 }, title);
      const text = cell < 24 ? "" : part("text", { x: at(across) + cell / 2, y: at(down) + cell / 2 + 4, style: small }, found.textContent.replace("%", ""));
      return `<g class="cell ${kind}">${shape}${text}</g>`;
    }).join("");
    return rows.map(line).join("") + rows.map(label).join("");
  },
};

const extent = (rows, side) => Math.max(...rows.map((row) => Number(row.dataset[side]) + 1));

const shares = (box) => [0, 0.5, 1].map((share) => {
  const y = box.top + box.height * (1 - share);
  return part("line", { class: "grid", x1: box.left, y1: y, x2: box.left + box.width, y2: y })
    + part("text", { class: "axis end", x: box.left - 6, y: y + 4 }, `${100 * share}%`);
}).join("");

const years = (rows, box) => {
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

function draw(figure) {
  const { chart, table, columns, kinds } = figure.dataset;
  const rows = [...document.getElementById(table).tBodies[0].rows];
  if (/^\d{4}$/.test(rows[0]?.cells[0].textContent)) rows.sort((a, b) => a.cells[0].textContent.localeCompare(b.cells[0].textContent));
  figure.hidden = !rows.length;
  if (!rows.length) return;
  const full = Math.max(280, Math.min(736, document.getElementById("main").clientWidth - 32));
  const high = HEIGHTS[chart] ? HEIGHTS[chart](full, rows) : 200;
  const box = { full, left: 40, top: 22, width: full - 56, height: high - 22 };
  const caption = figure.querySelector("figcaption").textContent;
  const drawn = CHARTS[chart](rows, columns.split(" ").map(Number), kinds.split(" "), box);
  figure.querySelector(".drawn").innerHTML =
    `<svg viewBox="0 0 ${full} ${high + 24}" width="${full}" role="img" aria-label="${escaped(caption)}. The table has the numbers.">${drawn}</svg>`;
}

function startChart(figure) {
  const again = () => draw(figure);
  document.getElementById(figure.dataset.table).addEventListener("filled", again);
  addEventListener("resize", again);
  again();
}

// A picture as PNG: what the style sheet says is written into a copy of the SVG, caption and legend are added.

const STYLES = ["fill", "stroke", "stroke-width", "stroke-dasharray", "rx", "font", "text-anchor", "text-decoration"];

function painted(svg) {
  const clone = svg.cloneNode(true);
  const shapes = "rect, text, line, circle";
  const originals = svg.querySelectorAll(shapes);
  clone.querySelectorAll(shapes).forEach((part, place) => {
    const style = getComputedStyle(originals[place]);
    part.setAttribute("style", STYLES.map((name) => `${name}:${style.getPropertyValue(name)}`).join(";") + ";display:inline");
  });
  const { width, height } = svg.viewBox.baseVal;
  clone.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  clone.setAttribute("width", width);
  clone.setAttribute("height", height);
  return { url: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(clone))}`, width, height };
}

const FONT = "12px sans-serif", HEAD = "600 14px sans-serif";

// Words, or entries of a legend, in lines that fit: their places, where they start, what they say.
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

function save(button) {
  const figure = button.closest("figure");
  const { url, width, height } = painted(figure.querySelector("svg"));
  const caption = figure.querySelector("figcaption").textContent;
  const legend = [...figure.querySelectorAll(".legend li")];
  const page = getComputedStyle(document.body);
  const scale = 2;
  const image = new Image();
  const lines = wrapped(legend.map((item) => item.textContent.trim()), width, FONT, 34);
  const head = wrapped(caption.split(" "), width, HEAD, 4);
  const top = 10 + 18 * head.length;
  const foot = top + 10 + 20 * lines.length;
  image.onload = () => {
    const canvas = document.createElement("canvas");
    canvas.width = width * scale;
    canvas.height = (height + foot) * scale;
    const pen = canvas.getContext("2d");
    pen.scale(scale, scale);
    pen.fillStyle = page.backgroundColor;
    pen.fillRect(0, 0, width, height + foot);
    pen.fillStyle = page.color;
    pen.font = HEAD;
    head.forEach((line, row) => line.forEach(({ x, text }) => pen.fillText(text, x, 20 + 18 * row)));
    pen.drawImage(image, 0, top, width, height);
    pen.font = FONT;
    lines.forEach((line, row) => line.forEach(({ place, x, text }) => {
      const y = top + height + 24 + 20 * row;
      pen.fillStyle = getComputedStyle(legend[place].querySelector(".mark")).backgroundColor;
      pen.fillRect(x, y - 10, 11, 11);
      pen.strokeStyle = page.color;
      pen.strokeRect(x, y - 10, 11, 11);
      pen.fillStyle = page.color;
      pen.fillText(text, x + 16, y);
    }));
    download(`${button.dataset.name}.png`, canvas.toDataURL("image/png"));
  };
  image.src = url;
}

document.addEventListener("DOMContentLoaded", () => {
  startSearch();
  document.querySelectorAll("form.filter").forEach(startFilter);
  document.querySelectorAll("table.sortable").forEach(startSorting);
  document.querySelectorAll("figure.chart").forEach(startChart);
  document.querySelectorAll("a.step[aria-label]").forEach((one) => { one.title = one.getAttribute("aria-label"); });
  for (const [kind, act] of [["copy", copy], ["png", save], ["csv", saveTable]]) {
    document.querySelectorAll(`button.${kind}`).forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => act(button));
    });
  }
});
