"use strict";
(() => {
  const $ = id => document.getElementById(id);
  const code = new Map([...document.querySelectorAll("#listing tr[data-address]")].map(row => [row.dataset.address, row]));
  const button = name => document.querySelector(`[data-do=${name}]`);
  let now = null;
  let goal = "";
  let asked = 0;

  async function ask(what, parameters = {}, method = "GET") {
    document.body.classList.add("busy");
    try {
      const answer = await fetch(`${what}?${new URLSearchParams(parameters)}`, { method });
      const told = await answer.json();
      if (!answer.ok) throw new Error(told.error);
      return told;
    } finally {
      document.body.classList.remove("busy");
    }
  }

  const say = text => { $("found").textContent = text; };

  // The path is in the address, so the browser's own back, reload and bookmarks work.
  const pathInAddress = () => decodeURIComponent(location.hash.slice(1));
  function go(path) {
    if (path === pathInAddress() && now) return;
    location.hash = path;
  }

  async function show() {
    const turn = ++asked;
    try {
      const told = await ask("at", { path: pathInAddress() });
      if (turn === asked) put(told);
    } catch (fault) {
      say(fault.message);
    }
  }

  function put(told) {
    now = told;
    goal = "";
    $("banner").innerHTML = told.banner;
    $("steps").innerHTML = told.steps;
    $("path").innerHTML = told.chart;
    $("state").innerHTML = told.objects;
    $("where").textContent = told.length === 1 ? "1 step" : `${told.length} steps`;
    $("trace").href = `trace?${new URLSearchParams({ path: told.path })}`;
    button("back").disabled = button("restart").disabled = told.length === 0;
    for (const when of document.querySelectorAll("[data-when]")) when.textContent = "here";
    for (const row of code.values()) {
      row.classList.remove("at");
      row.firstElementChild.textContent = "";
    }
    for (const place of told.places) {
      const row = code.get(place.address);
      if (!row || row.firstElementChild.textContent.split(" ").includes(place.process)) continue;
      row.classList.add("at");
      row.firstElementChild.textContent = `${row.firstElementChild.textContent} ${place.process}`.trim();
    }
    const last = document.querySelector("#chart .step:last-child");
    if (last) {
      last.classList.add("now");
      last.scrollIntoView({ block: "nearest" });
    }
  }

  async function run(process) {
    try {
      const told = await ask("run", { path: now.path, process });
      if (told.path === now.path) say("here it matters who goes next");
      go(told.path);
    } catch (fault) {
      say(fault.message);
    }
  }

  async function find(all) {
    let status = await ask("find", { all }, "POST");
    button("stop").hidden = false;
    while (status.running) {
      say(`searching: ${status.states.toLocaleString("en")} states, ${status.depth} steps deep`);
      await new Promise(wait => setTimeout(wait, 200));
      status = await ask("find");
    }
    button("stop").hidden = true;
    say(status.message);
    for (const found of status.found) {
      const jump = document.createElement("button");
      jump.type = "button";
      jump.dataset.path = found.path;
      jump.textContent = `${found.kind}, ${found.steps} steps`;
      const property = document.createElement("code");
      property.textContent = found.property;
      $("found").append(jump, property);
    }
    if (status.found.length) go(status.found[0].path);
  }

  async function goals() {
    say("exploring what follows …");
    try {
      const lost = await ask("goals", { path: now.path });
      say(lost.length ? `out of reach for ever: ${lost.join("; ")}` : "every goal can still be reached");
      goal = lost[0] || "";
      $("trace").href = `trace?${new URLSearchParams(goal ? { path: now.path, goal } : { path: now.path })}`;
    } catch (fault) {
      say(fault.message);
    }
  }

  const actions = {
    restart: () => go(""),
    back: () => { if (now.length > 0) go(now.back); },
    run: () => run(""),
    nearest: () => find(false),
    all: () => find(true),
    stop: () => ask("stop", {}, "POST"),
    goals,
  };
  const keys = { Home: "restart", ArrowLeft: "back", r: "run" };

  document.addEventListener("click", event => {
    const target = event.target.closest("button");
    if (!target) return;
    if (target.dataset.do) Promise.resolve(actions[target.dataset.do]()).catch(fault => say(fault.message));
    else if (target.dataset.run !== undefined) run(target.dataset.run);
    else if (target.dataset.path !== undefined) go(target.dataset.path);
  });
  $("path").addEventListener("click", event => {
    const fold = event.target.closest(".fold button");
    if (fold) {
      const open = fold.getAttribute("aria-expanded") !== "true";
      fold.setAttribute("aria-expanded", String(open));
      for (const row of document.querySelectorAll(`#chart .repeat[data-fold="${fold.closest("tr").dataset.fold}"]`)) row.hidden = !open;
      return;
    }
    const row = event.target.closest(".step");
    if (row && !String(getSelection())) go(now.path.split(",").slice(0, Number(row.dataset.step)).join(","));
  });
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const step = document.querySelector(`#steps [data-key="${event.key}"]`);
    if (step) go(step.dataset.path);
    else if (event.key in keys && !event.target.closest("input")) actions[keys[event.key]]();
    else return;
    event.preventDefault();
  });
  addEventListener("hashchange", show);
  document.documentElement.classList.add("js");
  const start = JSON.parse($("start").textContent);
  if (!location.hash && start) history.replaceState(null, "", `#${start}`);
  show();
})();
