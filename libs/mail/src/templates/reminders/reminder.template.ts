import { z } from 'zod';
import { PRODUCT_NAME } from '#glue/product';
import { defineTemplate } from '../define-template.js';
import { localMoment } from './local-moment.js';

/** After so long a reminder says that it is late. */
const LATE_MS = 10 * 60_000;

/** To a user who wants to be reminded when something is due. `zone` is for those who have none in their profile. */
export const reminder = defineTemplate({
  data: z.object({
    title: z.string().min(1),
    dueAt: z.iso.datetime(),
    zone: z.string().min(1).max(100),
  }),
  adapt: ({ title, dueAt, zone }, occasion) => ({
    title: title!,
    due: localMoment(dueAt!, zone!, occasion),
    late: occasion.now - Date.parse(dueAt!) > LATE_MS ? 'yes' : '',
    page: occasion.page ?? '',
  }),
  texts: {
    en: {
      subject: '<%= it.late ? "Late reminder" : "Reminder" %>: <%= it.title %>',
      body: `
        <h1><%= it.title %></h1>
        <p><%= it.late ? "This reminder is late. It was due on" : "Due on" %> <%= it.due %>.</p>
        <% if (it.page) { %><p><a href="<%= it.page %>">Open ${PRODUCT_NAME}</a></p><% } %>
        <p>You have asked for this reminder in ${PRODUCT_NAME}.</p>`,
    },
    de: {
      subject: '<%= it.late ? "Verspätete Erinnerung" : "Erinnerung" %>: <%= it.title %>',
      body: `
        <h1><%= it.title %></h1>
        <p><%= it.late ? "Diese Erinnerung ist verspätet. Fällig war es am" : "Fällig am" %> <%= it.due %>.</p>
        <% if (it.page) { %><p><a href="<%= it.page %>">${PRODUCT_NAME} öffnen</a></p><% } %>
        <p>Sie haben in ${PRODUCT_NAME} um diese Erinnerung gebeten.</p>`,
    },
  },
});
