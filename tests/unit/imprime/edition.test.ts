import { describe, expect, it } from 'vitest';
import {
  describeEcart,
  readEdition,
  toAdresseDeFiche,
  writeEmpreintes,
} from '../../../src/domain/imprime/edition';
import { empreintesOf, toEmpreinte } from '../../../src/domain/imprime/empreinte';
import { type PortailEcrit, creerPortail, structureDe } from '../../fixtures/portail';

type Fiche = NonNullable<PortailEcrit['structures']>[string];

const FICHE: Fiche = {
  contacts: [{ fonction: 'Accueil', telephone: '05 36 49 01 01' }],
  tarif: { gratuit: true },
  lieu: 'mairie-castelnoir',
  permanences: [
    {
      id: 'accueil',
      lieu: 'mairie-castelnoir',
      rythme: { type: 'hebdomadaire', jours: ['mardi'] },
      creneaux: [{ debut: '09:00', fin: '12:00' }],
    },
  ],
};

function empreintes(changes: Fiche = {}, portail: PortailEcrit = {}) {
  const cree = creerPortail({ ...portail, structures: { relais: { ...FICHE, ...changes } } });
  return empreintesOf(structureDe(cree), cree);
}
/** What a page that says `aujourdhui` tells who comes from a guide that said `imprime`. */
function ecart(imprime: readonly string[], aujourdhui: readonly string[]) {
  const adresse = toAdresseDeFiche('https://val.example/structures/relais/', '2026-12', imprime);
  return describeEcart(readEdition(new URL(adresse).search)!, writeEmpreintes(aujourdhui));
}

describe('the page that a printed code opens', () => {
  it('says that nothing changed when nothing did', () => {
    expect(ecart(empreintes(), empreintes())).toEqual({
      change: false,
      phrase:
        'Rien n’a changé ici depuis l’édition de décembre\u00a02026 du guide imprimé : horaires, contact et tarifs sont les mêmes.',
    });
  });

  it('says which groups changed since the edition', () => {
    const heures = {
      permanences: [{ ...FICHE.permanences![0]!, creneaux: [{ debut: '09:30', fin: '12:00' }] }],
    };
    expect(ecart(empreintes(), empreintes(heures)).phrase).toBe(
      'Horaires modifiés depuis l’édition de décembre\u00a02026 du guide imprimé. Fiez-vous à cette page.',
    );
    const telephone = { contacts: [{ fonction: 'Accueil', telephone: '05 36 49 09 09' }] };
    expect(ecart(empreintes(), empreintes(telephone)).phrase).toMatch(/^Contact modifié depuis l’édition/);
    expect(ecart(empreintes(), empreintes({ ...telephone, tarif: { gratuit: false } })).phrase).toMatch(
      /^Contact et tarifs modifiés depuis/,
    );
    expect(ecart(empreintes(), empreintes({ ...heures, ...telephone, acces: 'libre' })).phrase).toMatch(
      /^Horaires, contact et tarifs modifiés depuis/,
    );
  });

  it('says that a service which closed has other hours, and that an entry is no more', () => {
    expect(ecart(empreintes(), empreintes({ statut: 'ferme-temporairement' })).change).toBe(true);
    const edition = readEdition('?edition=2026-12.abc.def.012')!;
    expect(describeEcart(edition, undefined)).toEqual({
      change: true,
      phrase: 'Fiche retirée depuis l’édition de décembre\u00a02026 du guide imprimé.',
    });
  });

  it('notices that a place moved, although the entry only names it', () => {
    const lieux = {
      'mairie-castelnoir': { nom: 'Mairie de Castelnoir', commune: '99001', adresse: '2, rue Neuve' },
    };
    const [horaires, contact] = empreintes({}, { lieux });
    expect(horaires).toBe(empreintes()[0]);
    expect(contact).not.toBe(empreintes()[1]);
  });

  it('is not alarmed by a confirmation, a closed day, or a contact for professionals', () => {
    const confirmee = { verifications: { horaires: '2026-12-01', contact: '2026-12-01' } };
    const fermee = { fermetures: [{ du: '2026-12-24', motif: 'Congés' }] };
    const reserve = {
      contacts: [...FICHE.contacts!, { telephone: '05 36 49 08 08', visibilite: 'professionnels' as const }],
    };
    for (const changes of [confirmee, fermee, reserve]) expect(empreintes(changes)).toEqual(empreintes());
  });

  it('ignores an address that no guide wrote', () => {
    for (const recherche of [
      '',
      '?edition=',
      '?edition=2026-13.abc.def.012',
      '?edition=2026-12.abc.def',
      '?q=a',
    ])
      expect(readEdition(recherche)).toBeUndefined();
  });
});

describe('a fingerprint', () => {
  it('is three letters, whatever the order of the fields and what says nothing', () => {
    expect(toEmpreinte({ a: 1, b: [2], c: undefined, d: [], e: false })).toBe(toEmpreinte({ b: [2], a: 1 }));
    expect(toEmpreinte({ a: 1 })).toMatch(/^[0-9a-z]{3}$/);
    expect(toEmpreinte({ a: 1 })).not.toBe(toEmpreinte({ a: 2 }));
  });
});
