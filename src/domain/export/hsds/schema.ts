/** What is written of HSDS 3 (Human Services Data Specification): a service with all that belongs to it. */
import { z } from 'zod';
import { dateCivileSchema } from '../../date/date-civile';
import { urlSchema } from '../../source/schema';
import { courrielSchema } from '../../contact/schema';

const id = z.uuid();
const texte = z.string().min(1);
const heure = z.string().regex(/^\d\d:\d\d\+0[12]:00$/, 'an hour and its offset, such as 09:00+01:00');

/** Of a rule, or of one date alone when there is no `freq`. */
export const scheduleSchema = z.strictObject({
  id,
  valid_from: dateCivileSchema,
  valid_to: dateCivileSchema,
  dtstart: dateCivileSchema,
  until: dateCivileSchema,
  freq: z.enum(['WEEKLY', 'MONTHLY']).optional(),
  interval: z.int().positive().optional(),
  wkst: z.literal('MO').optional(),
  byday: z
    .string()
    .regex(/^(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU)(,(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU))*$/)
    .optional(),
  bymonthday: z
    .string()
    .regex(/^-?\d+(,-?\d+)*$/)
    .optional(),
  opens_at: heure.optional(),
  closes_at: heure.optional(),
  description: texte,
  schedule_link: urlSchema,
});
export type Schedule = z.infer<typeof scheduleSchema>;

const locationSchema = z.strictObject({
  id,
  location_type: z.literal('physical'),
  name: texte,
  description: texte.optional(),
  latitude: z.number().optional(),
  longitude: z.number().optional(),
  addresses: z
    .array(
      z.strictObject({
        id,
        address_1: texte,
        city: texte,
        state_province: texte,
        postal_code: z.string().regex(/^\d{5}$/),
        country: z.literal('FR'),
        address_type: z.literal('physical'),
      }),
    )
    .min(1)
    .optional(),
  accessibility: z
    .array(z.strictObject({ id, description: texte }))
    .min(1)
    .optional(),
});
export type Location = z.infer<typeof locationSchema>;

export const serviceHsdsSchema = z.strictObject({
  id,
  name: texte,
  description: texte,
  url: urlSchema,
  email: courrielSchema.optional(),
  status: z.enum(['active', 'temporarily closed', 'defunct']),
  application_process: texte.optional(),
  fees_description: texte.optional(),
  eligibility_description: texte.optional(),
  minimum_age: z.number().min(0).optional(),
  maximum_age: z.number().min(0).optional(),
  assured_date: dateCivileSchema.optional(),
  alert: texte.optional(),
  organization: z.strictObject({ id, name: texte, description: texte }),
  phones: z.array(z.strictObject({ id, number: texte, description: texte.optional() })).optional(),
  cost_options: z
    .array(
      z.strictObject({
        id,
        option: texte,
        amount: z.number().optional(),
        currency: z.literal('EUR').optional(),
      }),
    )
    .optional(),
  required_documents: z.array(z.strictObject({ id, document: texte })).optional(),
  languages: z.array(z.strictObject({ id, name: texte })).optional(),
  service_areas: z.array(z.strictObject({ id, name: texte })).optional(),
  schedules: z.array(scheduleSchema).optional(),
  service_at_locations: z
    .array(z.strictObject({ id, location: locationSchema, schedules: z.array(scheduleSchema).optional() }))
    .optional(),
});
export type ServiceHsds = z.infer<typeof serviceHsdsSchema>;
