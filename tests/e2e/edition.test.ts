/** Who comes from the code of a printed guide is told what changed since. */
import { expect, test } from '../lecteur';
import { valDExemple } from '../sites';

test('a page opened from a printed guide says what changed since its edition', async ({ page }) => {
  const fiche = `${valDExemple.url}/structures/la-roulotte-a-doudous/`;
  await page.goto(fiche);
  const empreintes = (await page.locator('main').getAttribute('data-empreintes'))!;
  expect(empreintes).toMatch(/^[0-9a-z]{3}(\.[0-9a-z]{3}){2}$/);
  const avis = page.locator('main [role="status"][data-edition]');
  await expect(avis).toHaveCount(0);

  await page.goto(`${fiche}?edition=2026-11.${empreintes}`);
  await expect(avis).toContainText('Rien n’a changé ici depuis l’édition de novembre 2026');

  const [, contact, tarifs] = empreintes.split('.');
  await page.goto(`${fiche}?edition=2026-11.zzz.${contact}.${tarifs}`);
  await expect(avis).toContainText('Horaires modifiés depuis l’édition de novembre 2026');

  await page.goto(`${valDExemple.url}/structures/disparue/?edition=2026-11.${empreintes}`);
  await expect(avis).toContainText('Fiche retirée depuis l’édition de novembre 2026');
});
