/** The portal as a domain value: the only place that reads Astro's collections. */
import { getCollection } from 'astro:content';
import { type Portail, createPortail } from '../domain/portail/portail';

let portail: Promise<Portail> | undefined;

async function load(): Promise<Portail> {
  const [
    contexte,
    territoire,
    communes,
    lieux,
    structures,
    evenements,
    balades,
    actions,
    indicateurs,
    guide,
    aides,
    lexique,
    urgences,
    calendrier,
    contours,
  ] = await Promise.all([
    getCollection('contexte'),
    getCollection('territoire'),
    getCollection('communes'),
    getCollection('lieux'),
    getCollection('structures'),
    getCollection('evenements'),
    getCollection('balades'),
    getCollection('actions'),
    getCollection('indicateurs'),
    getCollection('guide'),
    getCollection('aides'),
    getCollection('lexique'),
    getCollection('urgences'),
    getCollection('calendrier'),
    getCollection('contours'),
  ]);
  const { territoire: slug, aujourdhui } = contexte[0]!.data;
  const collections = {
    territoire,
    communes,
    lieux,
    structures,
    evenements,
    balades,
    actions,
    indicateurs,
    guide,
    aides,
    lexique,
    urgences,
    calendrier,
  };
  return createPortail(slug, aujourdhui, collections, contours[0]?.data);
}

/** Read once for all the pages of a build. */
export function getPortail(): Promise<Portail> {
  portail ??= load();
  return portail;
}
