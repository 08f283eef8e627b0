/** Puts a place in the list, or takes it out, and says what came of it. */
import { toLien } from '../../../domain/liste/lien';
import { LISTE_MAX, addToListe, hasSlug, removeFromListe } from '../../../domain/liste/liste';
import { readListe, today, updateListe } from './gardee';

function say(boite: HTMLElement, phrase: string, href = '/ma-liste/'): void {
  const lien = document.createElement('a');
  lien.href = href;
  lien.textContent = 'Voir ma liste';
  boite.querySelector('[role=status]')!.replaceChildren(`${phrase} `, lien);
}

/** `boite` holds the button; it names the place. */
export function toggle(boite: HTMLElement): void {
  const slug = boite.dataset['garder']!;
  const wasDedans = hasSlug(readListe().liste, slug);
  const { liste, isGardee } = updateListe((avant) =>
    wasDedans ? removeFromListe(avant, slug) : addToListe(avant, [slug], today()),
  );
  if (!isGardee)
    say(
      boite,
      'Votre navigateur refuse de garder la liste : elle ne tient que dans son adresse.',
      toLien(liste.map((garde) => garde.slug)),
    );
  else if (wasDedans) say(boite, 'Retiré de votre liste.');
  else if (hasSlug(liste, slug)) say(boite, 'Ajouté, sur cet appareil seulement.');
  else say(boite, `Votre liste est pleine (${LISTE_MAX} lieux) : retirez-en un.`);
}
