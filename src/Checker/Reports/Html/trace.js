"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const last = data.steps.length;
  const rows = [...document.querySelectorAll("#chart tr[data-step]")];
  const slider = document.getElementById("slider");
  const where = document.getElementById("where");
  const play = document.querySelector("[data-go=play]");
  const code = new Map([...document.querySelectorAll("#listing tr[data-address]")].map(row => [row.dataset.address, row]));
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let now = last;
  let timer = 0;

  // The state after a number of steps; each process stands at the last instruction that it is known to have come to.
  function stateAfter(count) {
    const objects = [...data.first.objects];
    const processes = [...data.first.processes];
    for (const step of data.steps.slice(0, count)) {
      for (const [number, text] of step.objects) objects[number] = text;
      for (const [number, text] of step.processes) processes[number] = text;
    }
    return { objects, processes };
  }

  const addressIn = text => (/\((0x[0-9a-f]+) /.exec(text) || [])[1];

  function show(count, scroll = true) {
    now = Math.max(0, Math.min(last, count));
    const state = stateAfter(now);
    const step = now > 0 ? data.steps[now - 1] : null;
    slider.value = now;
    const who = step ? `, ${data.processes[step.process]}` : "";
    where.textContent = now === 0 ? `before step 1 of ${last}` : `step ${now} of ${last}${who}`;
    slider.setAttribute("aria-valuetext", where.textContent);
    for (const row of rows) {
      const number = Number(row.dataset.step);
      row.classList.toggle("now", number === now);
      row.classList.toggle("later", number > now);
      row.toggleAttribute("aria-current", number === now);
    }
    for (const fold of document.querySelectorAll("#chart tr.fold")) {
      fold.classList.toggle("now", now > 0 && rows[now - 1].hidden && rows[now - 1].dataset.fold === fold.dataset.fold);
    }
    showState(state, step);
    showCode(state, step);
    const row = now > 0 ? rows[now - 1] : rows[0];
    const seen = row && row.hidden ? document.querySelector(`#chart tr.fold[data-fold="${row.dataset.fold}"]`) : row;
    if (scroll && seen) seen.scrollIntoView({ block: "nearest", behavior: calm || timer ? "auto" : "smooth" });
  }

  function showState(state, step) {
    const changed = new Set(step ? step.objects.map(change => change[0]) : []);
    for (const row of document.querySelectorAll("#objects tr[data-object]")) {
      const number = Number(row.dataset.object);
      row.lastElementChild.textContent = state.objects[number];
      row.classList.toggle("changed", changed.has(number));
    }
    for (const row of document.querySelectorAll("#processes tr[data-process]")) {
      const number = Number(row.dataset.process);
      row.lastElementChild.textContent = state.processes[number];
      row.classList.toggle("stepping", step !== null && step.process === number);
    }
    for (const when of document.querySelectorAll("[data-when]")) {
      when.textContent = now === 0 ? "before the first step" : `after step ${now}`;
    }
  }

  function showCode(state, step) {
    for (const row of code.values()) {
      row.classList.remove("at", "now");
      row.firstElementChild.textContent = "";
    }
    state.processes.forEach((text, number) => {
      const row = code.get(addressIn(text));
      if (!row) return;
      row.classList.add("at");
      row.firstElementChild.textContent += `${row.firstElementChild.textContent ? " " : ""}${data.processes[number]}`;
    });
    const current = step && code.get(step.address);
    if (!current) return;
    current.classList.add("now");
    const name = data.processes[step.process];
    const mark = current.firstElementChild;
    mark.textContent = `▶ ${[name, ...mark.textContent.split(" ").filter(other => other && other !== name)].join(" ")}`;
    reveal(current);
  }

  // Scrolls the pane of the code alone, and only when it must.
  function reveal(row) {
    const pane = row.closest(".pane");
    const [inner, outer] = [row.getBoundingClientRect(), pane.getBoundingClientRect()];
    if (inner.top < outer.top || inner.bottom > outer.bottom) pane.scrollTop += inner.top - outer.top - pane.clientHeight / 2;
  }

  function neighbour(from, by) {
    let to = from + by;
    while (to > 0 && to < last && rows[to - 1].hidden) to += by;
    return to > 0 && to <= last && rows[to - 1].hidden ? from : to;
  }

  // The first step after a switch, forwards or backwards.
  function switchFrom(from, by) {
    const starts = data.steps.map((step, index) => index > 0 && step.process !== data.steps[index - 1].process ? index + 1 : 0).filter(number => number > 0);
    return by > 0 ? starts.find(number => number > from) || last : starts.reverse().find(number => number < from) || 0;
  }

  function stop() {
    clearInterval(timer);
    timer = 0;
    play.setAttribute("aria-pressed", "false");
    play.setAttribute("aria-label", "Play");
  }

  function start() {
    if (now === last) show(0);
    play.setAttribute("aria-pressed", "true");
    play.setAttribute("aria-label", "Pause");
    timer = setInterval(() => {
      const next = neighbour(now, 1);
      if (next === now || next > last) stop();
      else show(next);
    }, 700);
  }

  const moves = {
    first: () => show(0),
    last: () => show(last),
    back: () => show(neighbour(now, -1)),
    on: () => show(neighbour(now, 1)),
    "switch-back": () => show(switchFrom(now, -1)),
    "switch-on": () => show(switchFrom(now, 1)),
    play: () => timer ? stop() : start(),
  };
  const keys = { ArrowLeft: "back", ArrowUp: "back", ArrowRight: "on", ArrowDown: "on", Home: "first", End: "last", " ": "play", n: "switch-on", p: "switch-back" };

  function move(name) {
    if (name !== "play") stop();
    moves[name]();
  }

  function fold(number, open) {
    document.querySelector(`#chart tr.fold[data-fold="${number}"] button`).setAttribute("aria-expanded", String(open));
    for (const row of document.querySelectorAll(`#chart tr.repeat[data-fold="${number}"]`)) row.hidden = !open;
  }

  // The chart gets what the verdict leaves of the window.
  const fit = () => document.body.style.setProperty("--top", `${document.querySelector(".verdict").offsetHeight}px`);
  addEventListener("resize", fit);
  document.documentElement.classList.add("js");
  fit();
  document.querySelector(".toolbar").hidden = false;
  slider.max = last;
  slider.addEventListener("input", () => { stop(); show(Number(slider.value)); });
  for (const button of document.querySelectorAll("[data-go]")) button.addEventListener("click", () => move(button.dataset.go));
  for (const button of document.querySelectorAll("#chart tr.fold button")) {
    const number = button.closest("tr").dataset.fold;
    fold(number, false);
    button.addEventListener("click", () => { fold(number, button.getAttribute("aria-expanded") !== "true"); show(now, false); });
  }
  for (const row of rows) row.addEventListener("click", () => { if (!String(getSelection())) { stop(); show(Number(row.dataset.step), false); } });
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.altKey || event.metaKey || !(event.key in keys)) return;
    const onButton = event.target.closest("button, summary, a");
    if (event.key === " " && onButton) return;
    event.preventDefault();
    move(keys[event.key]);
  });
  // Paper shows the whole trace.
  let left = last;
  addEventListener("beforeprint", () => { left = now; show(last, false); });
  addEventListener("afterprint", () => show(left, false));
  show(last, false);
})();
