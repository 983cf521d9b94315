// What scrolls by itself can be scrolled by the keyboard.
addEventListener('load', () => {
  for (const element of document.querySelectorAll('.bd-article table, .bd-article pre')) element.tabIndex = 0;
});
