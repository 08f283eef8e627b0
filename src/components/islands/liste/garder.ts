/** The button of a structure's page: shows at once whether the place is in the list, and fetches the rest when used. */
const boite = document.querySelector<HTMLElement>('[data-garder]');

/** Without the code that reads the whole list: a short name is only found so where it is the name of a place. */
function isDedans(slug: string): boolean {
  try {
    return localStorage.getItem('ma-liste')?.includes(`"slug":"${slug}"`) ?? false;
  } catch {
    return false; // nothing is kept here
  }
}

if (boite) {
  const show = () => {
    const dedans = isDedans(boite.dataset['garder']!);
    boite.querySelector('button')!.setAttribute('aria-pressed', String(dedans));
    boite.querySelector('[data-texte]')!.textContent = dedans ? 'Dans ma liste' : 'Ajouter à ma liste';
  };
  boite.addEventListener('click', ({ target }) => {
    if (!(target as Element).closest('button')) return;
    void import('./bascule').then(({ toggle }) => {
      toggle(boite);
      show();
    });
  });
  // Coming back with the Back button shows what the list has become.
  addEventListener('pageshow', show);
  show();
  boite.dataset['pret'] = '';
}
