/** The menu opens without script; with it, the menu also closes when one leaves it, so that it hides nothing. */
const menu = document.querySelector<HTMLDetailsElement>('details.menu');

if (menu) {
  const isOutside = (target: EventTarget | null): boolean => target instanceof Node && !menu.contains(target);
  menu.addEventListener('focusout', ({ relatedTarget }) => {
    if (isOutside(relatedTarget)) menu.open = false;
  });
  document.addEventListener('click', ({ target }) => {
    if (isOutside(target)) menu.open = false;
  });
  menu.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || !menu.open) return;
    menu.open = false;
    menu.querySelector('summary')?.focus();
  });
}
