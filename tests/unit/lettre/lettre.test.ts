import { HtmlValidate } from 'html-validate';
import MailComposer from 'nodemailer/lib/mail-composer';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { toCourrielDeLettre } from '../../../src/domain/lettre/courriel';
import { type Lettre, type PartieDeLettre, composeLettre } from '../../../src/domain/lettre/lettre';
import { findMois, formatDeMois, lastDay, listMois, nextMonth } from '../../../src/domain/lettre/mois';
import { listComingDates } from '../../../src/domain/portail/agenda';
import { listFiches } from '../../../src/domain/portail/recherche';
import { type PortailEcrit, creerPortail } from '../../fixtures/portail';

const jeudi = {
  id: 'jeudi',
  lieu: 'mairie-castelnoir',
  rythme: { type: 'hebdomadaire' as const, jours: ['jeudi' as const] },
  creneaux: [{ debut: '09:00', fin: '12:00' }],
};
const mardi = {
  ...jeudi,
  id: 'mardi',
  lieu: 'mairie-lostalgues',
  rythme: { ...jeudi.rythme, jours: ['mardi' as const] },
};

const ordinaire = (texte: string): string => texte.replaceAll('\u00A0', ' ');
function readPartie(lettre: Lettre, id: PartieDeLettre['id']) {
  return (lettre.parties.find((partie) => partie.id === id)?.entrees ?? []).map(({ titre, marque, lignes }) =>
    ordinaire([marque, titre, ...lignes].filter(Boolean).join(' | ')),
  );
}
const compose = (ecrit: PortailEcrit, avant?: PortailEcrit, mois = '2026-12'): Lettre =>
  composeLettre(creerPortail(ecrit), mois, avant && creerPortail(avant));

const ENVOI = { introduction: '', desinscription: 'https://val-fictif.example/lettre/sortie/?jeton=abc' };

describe('the months of letters', () => {
  it('turns to the next one in the middle of a month', () => {
    expect(['2026-12-01', '2026-12-14', '2026-12-15', '2026-12-31'].map(findMois)).toEqual([
      '2026-12',
      '2026-12',
      '2027-01',
      '2027-01',
    ]);
    expect(listMois('2027-01-31')).toEqual(['2027-01', '2027-02']);
    expect([nextMonth('2026-12'), lastDay('2027-02'), lastDay('2026-12')]).toEqual([
      '2027-01',
      '2027-02-28',
      '2026-12-31',
    ]);
    expect([ordinaire(formatDeMois('2027-04')), ordinaire(formatDeMois('2026-12'))]).toEqual([
      'd’avril 2027',
      'de décembre 2026',
    ]);
  });
});

describe('the letter of a month', () => {
  it('announces the events of that month, each once, cancelled ones said so', () => {
    const lettre = compose({
      evenements: {
        fete: {
          seances: [
            { du: '2026-12-12', debut: '14:00', fin: '17:00', lieu: 'mairie-castelnoir' },
            { du: '2026-12-19', commune: '99002' },
            { du: '2027-01-09', commune: '99002' },
          ],
        },
        loto: {
          titre: 'Loto',
          statut: 'annule',
          statutPrecision: 'À cause de la neige.',
          seances: [{ du: '2026-12-20', commune: '99001' }],
        },
        festival: { titre: 'Festival', seances: [{ du: '2026-11-28', au: '2026-12-02', commune: '99001' }] },
        passe: { titre: 'Passé', seances: [{ du: '2026-11-28' }] },
        apres: { titre: 'Après', seances: [{ du: '2027-01-01' }] },
        interne: { titre: 'Interne', visibilite: 'professionnels', seances: [{ du: '2026-12-12' }] },
      },
    });
    expect(readPartie(lettre, 'agenda')).toEqual([
      'Festival | du samedi 28 novembre au mercredi 2 décembre, Castelnoir | On y joue en famille.',
      'Fête du jeu | samedi 12 décembre, 14 h – 17 h, Mairie de Castelnoir | samedi 19 décembre, Lostalgues | On y joue en famille.',
      'Annulé | Loto | dimanche 20 décembre, Castelnoir | À cause de la neige. | On y joue en famille.',
    ]);
  });

  it('tells what is new, what changed and what closed since the last one, and nothing without it', () => {
    const avant: PortailEcrit = {
      structures: {
        relais: { permanences: [jeudi], contacts: [{ telephone: '05 36 49 01 01' }] },
        projet: {
          nom: 'Micro-crèche',
          type: 'creche',
          statut: 'en-projet',
          role: 'Pour faire garder son bébé.',
        },
        ludo: { nom: 'Ludothèque', type: 'culture' },
        pareil: { nom: 'Pareil', permanences: [jeudi] },
      },
    };
    const apres: PortailEcrit = {
      structures: {
        relais: { permanences: [mardi], contacts: [{ telephone: '05 36 49 01 02' }] },
        projet: {
          nom: 'Micro-crèche',
          type: 'creche',
          statut: 'ouvert',
          role: 'Pour faire garder son bébé.',
        },
        ludo: {
          nom: 'Ludothèque',
          type: 'culture',
          statut: 'ferme-temporairement',
          statutPrecision: 'travaux',
        },
        // A cancelled date, another verification: not another service.
        pareil: {
          nom: 'Pareil',
          permanences: [
            { ...jeudi, exceptions: [{ type: 'annulation', du: '2026-12-10', motif: 'congés' }] },
          ],
          verifications: { horaires: '2026-11-30' },
        },
        club: { nom: 'Club de lecture', type: 'association', role: 'Pour lire et en parler ensemble.' },
      },
    };
    expect(readPartie(compose(apres, avant), 'nouveautes')).toEqual([
      'Nouveau | Club de lecture | Association. | Pour lire et en parler ensemble.',
      'Nouveau | Micro-crèche | Ouvert. | Pour faire garder son bébé.',
      'Changement | Relais petite enfance | Nouveaux horaires : | Mairie de Lostalgues : le mardi, de 9 h à 12 h | Nouveau téléphone : 05 36 49 01 02',
      'Fermé | Ludothèque | Fermé pour le moment : travaux',
    ]);
    expect(readPartie(compose(apres), 'nouveautes')).toEqual([]);
    expect(readPartie(compose(avant, avant), 'nouveautes')).toEqual([]);
  });

  it('holds an association that was entered, as the search and the agenda do', () => {
    const avant: PortailEcrit = {};
    const apres: PortailEcrit = {
      structures: {
        'amis-du-vent': {
          nom: 'Les Amis du Vent',
          type: 'association',
          role: 'Pour faire voler des cerfs-volants.',
        },
      },
      evenements: {
        'fete-du-vent': {
          titre: 'Fête du vent',
          structure: 'amis-du-vent',
          seances: [{ du: '2026-12-12', commune: '99001' }],
        },
      },
    };
    const portail = creerPortail(apres);
    const lettre = compose(apres, avant);
    expect(readPartie(lettre, 'nouveautes')).toEqual([
      'Nouveau | Les Amis du Vent | Association. | Pour faire voler des cerfs-volants.',
    ]);
    expect(readPartie(lettre, 'agenda')).toEqual([
      'Fête du vent | samedi 12 décembre, Castelnoir | On y joue en famille.',
    ]);
    const index = [...listFiches(portail)].map((fiche) => JSON.stringify(fiche)).join('\n');
    expect(index).toContain('/structures/amis-du-vent/');
    expect(index).toContain('Fête du vent');
    expect(listComingDates(portail).map(({ evenement }) => evenement.slug)).toEqual(['fete-du-vent']);
  });

  it('says what is cancelled, closed or moved in that month, a closure once', () => {
    const lettre = compose({
      structures: {
        relais: {
          permanences: [
            {
              ...jeudi,
              exceptions: [{ type: 'report', de: '2026-12-03', vers: '2026-12-04', motif: 'salle prise' }],
            },
          ],
          fermetures: [
            { du: '2026-12-07', au: '2026-12-18', motif: 'congés' },
            { du: '2027-01-07', motif: 'formation' },
          ],
        },
      },
    });
    expect(readPartie(lettre, 'changements')).toEqual([
      'Relais petite enfance : jeudi 3 décembre reporté au vendredi 4 décembre | Motif : salle prise. | vendredi 4 décembre, 9 h – 12 h, Mairie de Castelnoir',
      'Fermé : Relais petite enfance, du lundi 7 décembre au vendredi 18 décembre | Motif : congés.',
    ]);
  });

  it('says where the services that go around pass, with the dates that take place', () => {
    const bus: PortailEcrit = {
      structures: {
        bus: {
          nom: 'Bus des services',
          permanences: [
            { ...jeudi, exceptions: [{ type: 'annulation', du: '2026-12-10', motif: 'panne' }] },
            { ...mardi, creneaux: [] },
          ],
        },
        fixe: { nom: 'Fixe', permanences: [jeudi] },
      },
    };
    expect(readPartie(compose(bus), 'passages')).toEqual([
      'Bus des services | Mairie de Lostalgues : les mardis 1er, 8, 15, 22 et 29 | Mairie de Castelnoir : les jeudis 3, 17, 24 et 31, 9 h – 12 h',
    ]);
  });

  it('gives something to read at each age, another each month, the same when it is written twice', () => {
    const article = (titre: string, deMois: number, aMois: number) => ({
      titre,
      resume: 'Une réponse en une phrase courte.',
      ages: { deMois, aMois },
      themes: ['parentalite' as const],
      aQuoiCaSert: 'À se repérer dans les démarches.',
      pourQui: 'Pour tous les parents du territoire.',
      combien: 'C’est gratuit pour toutes les familles.',
      commentFaire: ['Appeler le relais petite enfance.'],
      liens: [{ libelle: 'Le site', url: 'https://www.exemple.example/' }],
      types: ['rpe' as const],
      verifieLe: '2026-11-01',
    });
    const guide = {
      a: article('Je suis enceinte', -9, -1),
      b: article('Trouver une nounou', 0, 35),
      c: article('Les vaccins de bébé', 0, 23),
    };
    const of = (mois: string) =>
      readPartie(compose({ guide }, undefined, mois), 'ages').map((ligne) => ligne.split(' | ')[1]);
    expect(of('2026-12')).toHaveLength(2);
    expect(of('2026-12')).toEqual(of('2026-12'));
    expect(of('2026-12')[1]).not.toBe(of('2027-01')[1]);
  });

  it('never says anything that only professionals may read', () => {
    const reserve = {
      fonction: 'Zinnia',
      telephone: '05 36 49 90 77',
      visibilite: 'professionnels' as const,
    };
    const lettre = compose(
      {
        structures: { relais: { contacts: [reserve], permanences: [jeudi] }, neuf: { contacts: [reserve] } },
      },
      { structures: { relais: { permanences: [jeudi] } } },
    );
    const { html, texte } = toCourrielDeLettre(lettre, ENVOI);
    expect(html + texte).not.toMatch(/Zinnia|90.?77/);
    expect(readPartie(lettre, 'nouveautes')).toHaveLength(1);
  });
});

describe('the letter as a mail', () => {
  const hostile = '<script>alert(1)</script> & « "œuf" »';
  const lettre = compose({
    territoire: {
      signataires: [
        { nom: 'Caf', logo: 'caf.svg', texteAlternatif: 'Caisse d’allocations familiales' },
        { nom: 'MSA', logo: 'msa.svg' },
        { nom: 'Communauté de communes' },
      ],
    },
    evenements: { fete: { titre: hostile, seances: [{ du: '2026-12-12', commune: '99001' }] } },
  });
  const courriel = toCourrielDeLettre(lettre, {
    ...ENVOI,
    introduction: `Bonjour,\net bienvenue.\n\n${hostile}`,
  });

  it('is read whole by a mail program, in both forms', async () => {
    const message = await new MailComposer({
      from: 'a@b.example',
      to: 'c@d.example',
      subject: courriel.sujet,
      html: courriel.html,
      text: courriel.texte,
    })
      .compile()
      .build();
    const mail = await simpleParser(message);
    expect(ordinaire(mail.subject!)).toBe('Infos des familles, décembre 2026 – Val, Fictif et Test');
    for (const texte of [mail.text!, mail.html as string]) {
      expect(texte).toContain('bienvenue');
      expect(texte).toContain('https://val-fictif.example/agenda/#fete');
      expect(texte).toContain('https://val-fictif.example/lettre/sortie/?jeton=abc');
      expect(texte).toContain('Démonstration');
    }
    expect(mail.text).toContain(hostile);
  });

  it('holds what people wrote as text, never as code', () => {
    expect(courriel.html).not.toContain('<script');
    expect(courriel.html.split('&lt;script&gt;').length).toBe(3);
    expect(courriel.html).toContain('Bonjour,<br>et bienvenue.');
  });

  it('holds the logo of each signatory with its text, and the name of those who have none', () => {
    expect(
      [...courriel.html.matchAll(/<img src="([^"]+)" alt="([^"]+)"/g)].map(([, src, alt]) => [src, alt]),
    ).toEqual([
      ['https://val-fictif.example/logos/caf.svg', 'Caisse d’allocations familiales'],
      ['https://val-fictif.example/logos/msa.svg', 'MSA'],
    ]);
    expect(courriel.html).toContain('Communauté de communes</span>');
    expect(courriel.texte).toContain('Caisse d’allocations familiales, MSA, Communauté de communes');
  });

  it('is valid HTML without tables, in the language of its readers', async () => {
    const validate = new HtmlValidate({
      extends: ['html-validate:standard'],
      // Style sheets do not reach mails: styles are on each element; the form of void elements is free.
      rules: {
        'no-inline-style': 'off',
        'void-style': 'off',
        'doctype-style': 'off',
        'no-trailing-whitespace': 'off',
      },
    });
    const rapport = await validate.validateString(courriel.html);
    expect(
      rapport.results.flatMap(({ messages }) =>
        messages.map(({ ruleId, message }) => `${ruleId} ${message}`),
      ),
    ).toEqual([]);
    expect(courriel.html).not.toMatch(/<table|<style|<link|color:\s*#/);
    expect(courriel.html).toContain('<html lang="fr">');
  });
});
