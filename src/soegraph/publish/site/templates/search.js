// The search of the site: loads the one file of the index that can have what is asked for.
"use strict";
var soegraph = {
  most: 200,
  plain: function (text) { return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase(); },
  words: function (text) { return soegraph.plain(text).match(/\p{Script=Han}+|[\p{L}\p{N}_]+/gu) || []; },
  shard: function (word) {
    if (/\p{Script=Han}/u.test(word)) return "h" + (word.codePointAt(0) % 256).toString(16).padStart(2, "0");
    return /^[a-z0-9_]+$/.test(word) ? "w-" + word.slice(0, 3) : "";
  },
  say: function (text) { document.getElementById("told").textContent = text; },
  matches: function (word, keys) {
    var han = /\p{Script=Han}/u.test(word);
    return keys.some(function (key) {
      return han ? key.includes(word) : (" " + key.replace(/[^\p{L}\p{N}_]+/gu, " ")).includes(" " + word);
    });
  },
  rank: function (asked, entry) {
    return entry[3].some(function (key) { return key === asked; }) ? 0 : entry[3][0].startsWith(asked) ? 1 : 2;
  },
  found: function (shard, entries) {
    var asked = soegraph.plain(soegraph.asked).trim(), words = soegraph.words(soegraph.asked);
    var kept = entries.filter(function (entry) {
      return words.every(function (word) { return soegraph.matches(word, entry[3]); });
    });
    kept.sort(function (one, other) {
      return soegraph.rank(asked, one) - soegraph.rank(asked, other) || one[0][0].localeCompare(other[0][0]);
    });
    var more = kept.length > soegraph.most ? ", the first " + soegraph.most + " are shown" : "";
    soegraph.say(kept.length + (kept.length === 1 ? " thing" : " things") + more);
    kept.slice(0, soegraph.most).forEach(soegraph.show);
  },
  show: function (entry) {
    var item = document.createElement("li"), link = document.createElement("a"), kind = document.createElement("span");
    link.href = entry[1];
    link.textContent = entry[0].join(" ");
    kind.className = "number";
    kind.textContent = " " + entry[2];
    item.append(link, kind);
    document.getElementById("results").append(item);
  },
  start: function () {
    soegraph.asked = new URLSearchParams(location.search).get("q") || "";
    document.getElementById("q").value = soegraph.asked;
    var words = soegraph.words(soegraph.asked), shards = words.map(soegraph.shard).filter(Boolean);
    if (!words.length) return;
    // The longest word is the rarest, more or less.
    shards.sort(function (one, other) { return other.length - one.length; });
    if (!shards.length) { soegraph.say("Search for a word in Latin letters or Chinese characters."); return; }
    var script = document.createElement("script");
    script.src = "search/" + shards[0] + ".js";
    script.onerror = function () { soegraph.say("Nothing has such a name. Words are found by their first three letters or more."); };
    document.head.append(script);
  }
};
soegraph.start();
