/* Small comforts. Every page works without this file. Words come from the page (data-…), so they are translated. */
(function () {
  "use strict";
  var all = function (what, root) { return Array.prototype.slice.call((root || document).querySelectorAll(what)); };

  /* Ask once more before an act that matters. */
  function ask(button, yes) {
    var box = document.createElement("dialog"), words = document.createElement("p"), row = document.createElement("div");
    box.className = "fx-dialog"; row.className = "fx-buttons"; words.textContent = button.dataset.confirm;
    box.append(words, row);
    [["no", "fx-plain"], ["yes", "fx-danger"]].forEach(function (kind) {
      var choice = document.createElement("button");
      choice.type = "button"; choice.className = "fx-button " + kind[1]; choice.textContent = button.dataset[kind[0]];
      choice.addEventListener("click", function () { box.close(); if (kind[0] === "yes") { yes(); } else { button.focus(); } });
      row.append(choice);
    });
    box.setAttribute("aria-label", button.dataset.confirm);
    box.addEventListener("close", function () { box.remove(); });
    document.body.append(box); box.showModal();
  }

  /* One press, one post; after a while one may press again: a slow page was stopped, or the answer was a file. */
  var PATIENCE = 10000, WITH_FILES = 120000;
  function patience(form) {
    return all("input[type=file]", form).some(function (input) { return input.files.length; }) ? WITH_FILES : PATIENCE;
  }
  function release(form) {
    delete form.dataset.sent;
    all("button[aria-disabled]", form).forEach(function (button) {
      button.removeAttribute("aria-disabled"); delete button.dataset.sure;
      if (button.dataset.words) { button.innerHTML = button.dataset.words; delete button.dataset.words; }
    });
  }
  document.addEventListener("submit", function (event) {
    var form = event.target, button = event.submitter;
    if (form.method !== "post" || event.defaultPrevented) { return; }
    if (form.dataset.sent) { event.preventDefault(); return; }
    if (button && button.dataset.confirm && !button.dataset.sure && window.HTMLDialogElement && form.requestSubmit) {
      event.preventDefault();
      ask(button, function () { button.dataset.sure = "1"; form.requestSubmit(button); });
      return;
    }
    form.dataset.sent = "1";
    setTimeout(function () { release(form); }, patience(form));
    if (button) {
      button.setAttribute("aria-disabled", "true");
      if (button.dataset.busy) { button.dataset.words = button.innerHTML; button.textContent = button.dataset.busy; }
    }
  });
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) { all("form[data-sent]").forEach(release); }
  });

  /* Where the focus is, so that fresh words do not take it away from who has only the keyboard. */
  var ABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  function mark(one) { return one.tagName + (one.getAttribute("href") || one.name || one.textContent.trim()); }
  function marked(wanted, root) { return all(ABLE, root).filter(function (one) { return mark(one) === wanted; })[0]; }
  function again() {
    var at = document.activeElement;
    try { if (at !== document.body) { sessionStorage.setItem("fx-place", mark(at)); } } catch (error) { /* then the page starts at its top */ }
    location.reload();
  }

  /* Parts that keep themselves fresh until they are done. */
  function poll(part, wait) {
    if (part.hasAttribute("data-done") || part.dataset.pollUrl.charAt(0) === "#") { return; }
    setTimeout(function () {
      if (document.hidden) { poll(part, wait); return; }
      fetch(part.dataset.pollUrl, { headers: { "X-Requested-With": "fetch" }, credentials: "same-origin" })
        .then(function (answer) { if (!answer.ok) { throw new Error(answer.status); } return answer.text(); })
        .then(function (text) {
          var fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[data-poll-url]");
          if (!fresh) { return; }
          var stood = part.contains(document.activeElement) && mark(document.activeElement), same;
          part.replaceChildren.apply(part, Array.prototype.slice.call(fresh.childNodes));
          same = stood && (marked(stood, part) || document.getElementById("main"));
          if (same) { same.focus(); }
          part.toggleAttribute("data-done", fresh.hasAttribute("data-done"));
          if (part.hasAttribute("data-done")) { again(); }  /* the rest of the page tells the old state */
          poll(part, 2000);
        })
        .catch(function () { poll(part, Math.min(wait * 2, 60000)); });
    }, wait);
  }
  all("[data-poll-url]").forEach(function (part) { poll(part, 2000); });

  /* Each change saved as it is made; the state is said in words. */
  all("form[data-autosave]").forEach(function (form) {
    var state = form.querySelector("[data-save-state]"), underWay = false, waits = false, leaves = null;
    function say(what) { if (state) { state.dataset.state = what; state.textContent = state.dataset[what]; } }
    /* One after the other, and the form itself last: an earlier state never arrives after a later one. */
    function save() {
      var body = new FormData(form);
      all("input[type=file]", form).forEach(function (input) { body.delete(input.name); });
      underWay = true; waits = false;
      say("saving");
      fetch(form.action, { method: "POST", body: body, headers: { "X-Autosave": "1" }, credentials: "same-origin" })
        .then(function (answer) { return answer.ok && !answer.redirected; }, function () { return false; })
        .then(function (kept) {
          underWay = false;
          if (leaves) { leaves(); } else if (waits) { save(); } else { say(kept ? "saved" : "failed"); }
        });
    }
    form.addEventListener("change", function (event) {
      if (event.target.type === "file" || leaves) { return; }
      if (underWay) { waits = true; say("saving"); } else { save(); }
    });
    form.addEventListener("submit", function (event) {
      if (!underWay || !form.requestSubmit) { return; }
      event.preventDefault();
      var pressed = event.submitter;
      leaves = function () { leaves = null; form.requestSubmit(pressed || undefined); };
    });
  });

  /* Copying, printing. The buttons are hidden where there is no script. */
  all("[data-copy]").forEach(function (button) {
    if (!navigator.clipboard) { return; }
    button.hidden = false;
    button.addEventListener("click", function () {
      var words = button.querySelector("span") || button, before = words.textContent;
      navigator.clipboard.writeText(button.dataset.copy).then(function () {
        words.textContent = button.dataset.copied;
        setTimeout(function () { words.textContent = before; }, 2000);
      });
    });
  });
  all("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });

  /* On paper the numbers behind a picture stand under it. */
  function unfold(open) {
    all("details.fx-behind").forEach(function (table) {
      if (open && !table.open) { table.open = true; table.dataset.forPaper = "1"; }
      if (!open && table.dataset.forPaper) { table.open = false; delete table.dataset.forPaper; }
    });
  }
  window.addEventListener("beforeprint", function () { unfold(true); });
  window.addEventListener("afterprint", function () { unfold(false); });

  /* Menus close when one looks elsewhere. */
  function closeMenus(except) { all("details[data-menu][open]").forEach(function (menu) { if (menu !== except) { menu.open = false; } }); }
  document.addEventListener("click", function (event) { closeMenus(event.target.closest("details[data-menu]")); });
  document.addEventListener("keydown", function (event) {
    var menu = event.key === "Escape" && document.querySelector("details[data-menu][open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  });

  /* Work by single keys, where a page offers it and the person has not switched it off. Every key is a button's own. */
  var keys = document.querySelector("[data-keys]"), rows = keys ? all("[data-keys-rows] tbody th a") : [], stays = "fx-keys-off";
  function kept() { try { return localStorage.getItem(stays); } catch (error) { return null; } }
  function typing(at) { return at && /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName); }
  function press(target) {
    var fold = target.closest("details:not([open])");
    if (!fold) { target.click(); return; }
    fold.open = true;  /* first the words, then the pressing */
    var field = fold.querySelector("textarea, input:not([type=hidden])");
    if (field) { field.focus(); }
  }
  function step(by) {
    var next = rows[rows.indexOf(document.activeElement) + by] || (by > 0 ? rows[0] : rows[rows.length - 1]);
    if (next) { next.focus(); }
  }
  if (keys) {
    all("[data-keys-switch]").forEach(function (box) {
      box.closest("[hidden]").hidden = false; box.checked = !kept();
      box.addEventListener("change", function () {
        try { if (box.checked) { localStorage.removeItem(stays); } else { localStorage.setItem(stays, "1"); } } catch (error) { return; }
      });
    });
    document.addEventListener("keydown", function (event) {
      var at = document.activeElement, letter = event.key.toLowerCase();
      if (event.ctrlKey || event.metaKey || event.altKey || kept() || document.querySelector("dialog[open]")) { return; }
      if (typing(at) && at.type !== "checkbox") { if (event.key === "Escape") { at.blur(); } return; }
      if (!/^[a-z]$/.test(letter)) { return; }
      var target = document.querySelector("[accesskey='" + letter + "']");
      if (target) { event.preventDefault(); press(target); }
      else if (rows.length && (letter === "j" || letter === "k")) { event.preventDefault(); step(letter === "j" ? 1 : -1); }
    });
  }

  /* What is chosen in a row or a rail that scrolls is brought into view. */
  all(".fx-nav [aria-current], .fx-tabs [aria-current]").forEach(function (here) {
    var rail = here.closest(".fx-nav, .fx-tabs");
    rail.scrollLeft = here.offsetLeft - (rail.clientWidth - here.offsetWidth) / 2;
    rail.scrollTop = here.offsetTop - (rail.clientHeight - here.offsetHeight) / 2;
  });

  /* What comes first has the focus: a refusal, or where one was before the page asked for itself anew.
     Said once more at the end of loading, for an address that ends in #main takes the focus away. */
  var stood = null;
  try { stood = sessionStorage.getItem("fx-place"); sessionStorage.removeItem("fx-place"); } catch (error) { stood = null; }
  function settle() {
    var first = document.querySelector("[data-focus]") || (stood && (marked(stood) || document.getElementById("main")));
    if (first && document.activeElement !== first) { first.focus(); }
  }
  settle();
  window.addEventListener("load", settle);
})();
