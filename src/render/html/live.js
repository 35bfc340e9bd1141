// The page, live: waits for the next state of the sheets. Another review is loaded, with the place and the choice of what-if kept;
// problems come and go above the review that is seen. A page that nobody sees does not ask.
"use strict";
(() => {
  const live = document.getElementById("live");
  if (!live) return;
  const [box, word, problems, gone] = ["details", "span", "pre", "p"].map((name) => live.querySelector(name));
  const SOON = 1000, LATE = 15000, LONGEST = 60000;
  let number = live.dataset.number;
  let pause = SOON;

  const after = (time) => new Promise((done) => setTimeout(done, time));
  const seen = () => document.hidden
    ? new Promise((done) => document.addEventListener("visibilitychange", done, { once: true })).then(seen) : null;

  function put(node, text) {
    if (node.textContent !== text) node.textContent = text;
  }

  // The question that is open when the page is left is no sign that nobody answers.
  let leaving = false;
  addEventListener("pagehide", () => { leaving = true; });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

  async function wait() {
    const answer = await fetch(`state?after=${number}`, { cache: "no-store", signal: AbortSignal.timeout(LONGEST) });
    if (!answer.ok) throw new Error(answer.statusText);
    const state = await answer.json();
    if (String(state.page) !== live.dataset.page) {
      leaving = true;
      location.reload();
      return;
    }
    number = state.number;
    put(word, state.word);
    put(problems, state.problems);
    box.hidden = !state.word;
    put(gone, "");
    pause = SOON;
  }

  (async () => {
    while (!leaving) {
      await seen();
      try {
        await wait();
      } catch {
        if (leaving) return;
        put(gone, "teamcap serve does not answer: this is what it showed last.");
        await after(pause);
        pause = Math.min(2 * pause, LATE);
      }
    }
  })();
})();
