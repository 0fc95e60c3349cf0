// SPDX-License-Identifier: MIT
const rows = [...document.querySelectorAll('.verdicts tbody tr')];
const choices = ['paper', 'verdict'].map(name => document.getElementById('filter-' + name));
const words = document.getElementById('filter-words');
choices.forEach(choice => [...new Set(rows.map(row => row.dataset[choice.name]))]
  .forEach(value => choice.append(new Option(value, value))));
function filter() {
  let shown = 0;
  rows.forEach(row => {
    row.hidden = choices.some(choice => choice.value !== '' ? row.dataset[choice.name] !== choice.value : false)
      || !row.textContent.toLowerCase().includes(words.value.toLowerCase());
    shown += row.hidden ? 0 : 1;
  });
  document.getElementById('filter-shown').textContent = shown + ' of ' + rows.length + ' claims';
}
[...choices, words].forEach(input => input.addEventListener('input', filter));
document.querySelector('.filter').hidden = false;
filter();
