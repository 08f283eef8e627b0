/** What somebody does in Decap, as tests do it. */
import { type Page, expect } from '@playwright/test';
import type { Cle } from '../../../cms/depot/depot';

/** A field, by its label. */
export const champ = (page: Page, libelle: string) => page.getByLabel(libelle, { exact: false }).first();

/** Opens an entry in the editor. */
export async function edit(page: Page, cle: Cle): Promise<void> {
  await page.goto(`/admin/#/collections/${cle.collection}/entries/${cle.slug}`);
  await expect(champ(page, 'Gestionnaire')).toBeVisible();
}

/** Decap puts the cursor back where it was: what is there is taken away first. */
export async function write(page: Page, libelle: string, texte: string): Promise<void> {
  await champ(page, libelle).click();
  await expect(champ(page, libelle)).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.keyboard.type(texte);
}

/** Asks for what is on the screen to be saved. */
export const save = (page: Page) => page.getByRole('button', { name: 'Enregistrer', exact: true }).click();

/** Chooses where the draft stands. */
export async function changeEtat(page: Page, etat: string): Promise<void> {
  await page.getByRole('button', { name: /^État/ }).click();
  await page.getByRole('menuitem', { name: etat }).click();
}

/** Publishes the draft that is on the screen, and says yes when asked. */
export async function publish(page: Page): Promise<void> {
  page.once('dialog', (dialogue) => void dialogue.accept());
  await page.getByRole('button', { name: /^Publier/ }).click();
  await page.getByRole('menuitem', { name: 'Publier maintenant' }).click();
}
