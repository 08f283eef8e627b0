/**
 * `/espace/pro/`: the directory of the professionals. Everything the public one says, with what only they may read: direct
 * lines, how to orient a family, persons who agreed to be named, the agenda of the network.
 */
import type { FastifyInstance } from 'fastify';
import type { DateCivile } from '../../src/domain/date/date-civile';
import { toDateInParis } from '../../src/domain/date/heure';
import type { Atelier } from '../atelier';
import { serveAccord } from './accord';
import { serveAgendaPro } from './agenda';
import { type Interlocuteurs, createInterlocuteurs } from './interlocuteurs';
import { type Lectures, createLectures } from './lectures';
import { serveFichesPro } from './fiche';
import { serveListe } from './liste';
import { startOubliPro } from './oubli';
import { servePersonnes } from './personnes';
import { serveSuivi } from './suivi';

/** What the parts of the directory share. */
export interface AtelierPro extends Atelier {
  interlocuteurs: Interlocuteurs;
  lectures: Lectures;
  aujourdhui: () => DateCivile;
}

export function serveAnnuairePro(app: FastifyInstance, atelier: Atelier): void {
  const { base, now, reglages } = atelier;
  const aujourdhui = () => reglages.aujourdhui ?? toDateInParis(now());
  const pro: AtelierPro = {
    ...atelier,
    aujourdhui,
    interlocuteurs: createInterlocuteurs({ base, aujourdhui }),
    lectures: createLectures({ base, now }),
  };
  serveListe(app, pro);
  serveFichesPro(app, pro);
  serveAgendaPro(app, pro);
  servePersonnes(app, pro);
  serveAccord(app, pro);
  serveSuivi(app, pro);
  const oubli = startOubliPro(pro);
  app.addHook('onClose', () => oubli.stop());
}
