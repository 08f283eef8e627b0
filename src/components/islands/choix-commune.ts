/** The commune chooser of the home page: remembers the choice on the device only. */
const choix = document.querySelector<HTMLFormElement>('[data-choix-commune]');
if (choix) {
  const select = choix.querySelector('select')!;
  let kept: string | null = null;
  try {
    kept = localStorage.getItem('commune');
  } catch {
    // Storage refused: the choice is simply not remembered.
  }
  if (kept && [...select.options].some(({ value }) => value === kept)) select.value = kept;
  choix.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!select.value) {
      select.focus();
      return;
    }
    try {
      localStorage.setItem('commune', select.value);
    } catch {
      // Same: going there matters more than remembering.
    }
    location.href = `/communes/${select.value}/`;
  });
}
