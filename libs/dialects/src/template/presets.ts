import type { JsonObject } from '../json-value.js';
import { FIELDS_MAX, withEssence } from './preset-essence.js';

/**
 * Ready templates for the incoming webhooks of chat products, as the products' documentation has them (sources in
 * docs/dialects/template.md). What customers wrote is escaped, so that it can mention nobody.
 */

const bold = (text: string): JsonObject => ({ type: 'TextRun', text, weight: 'Bolder' });
const eachField = (shown: JsonObject): JsonObject => ({
  $for: 'fields',
  as: 'field',
  limit: FIELDS_MAX,
  do: shown,
});

/** `verbatim` keeps Slack from making mentions and links of plain names. */
const mrkdwn = (text: string): JsonObject => ({ type: 'mrkdwn', verbatim: true, text });

const slack = withEssence({
  text: '{{ headline | escape_slack }}: {{ title | escape_slack }}',
  unfurl_links: false,
  unfurl_media: false,
  blocks: [
    {
      type: 'section',
      text: mrkdwn(
        '*{{ headline | escape_slack }}*\n' +
          '{% if link %}<{{ link | escape_slack }}|{{ title | escape_slack }}>{% else %}{{ title | escape_slack }}{% endif %}',
      ),
    },
    {
      $if: 'excerpt != blank',
      do: {
        type: 'section',
        text: mrkdwn('>{{ excerpt | escape_slack | replace: "\\n", "\\n>" }}'),
      },
    },
    {
      $if: 'fields.size > 0',
      do: {
        type: 'section',
        fields: [eachField(mrkdwn('*{{ field.name | escape_slack }}*\n{{ field.value | escape_slack }}'))],
      },
    },
    { type: 'context', elements: [mrkdwn('{{ place | escape_slack }} · {{ when }}')] },
  ],
});

const discord = withEssence({
  content: '{{ headline | escape_discord }}',
  allowed_mentions: { parse: [] },
  embeds: [
    {
      title: '{{ title | escape_discord }}',
      url: { $if: 'link', do: '{{ link }}' },
      description: { $if: 'excerpt != blank', do: '{{ excerpt | escape_discord }}' },
      color: { $if: 'group == "sla"', do: 0xd93025, else: 0x2f6feb },
      fields: [
        eachField({
          name: '{{ field.name | escape_discord }}',
          value: '{{ field.value | escape_discord }}',
          inline: true,
        }),
      ],
      footer: { text: '{{ place }}' },
      timestamp: '{{ time | iso8601 }}',
    },
  ],
});

/** Text runs show no Markdown, unlike text blocks: what customers wrote needs no escape there. */
const runs = (inlines: readonly JsonObject[], more: JsonObject = {}): JsonObject => ({
  type: 'RichTextBlock',
  ...more,
  inlines,
});

const teams = withEssence({
  type: 'message',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      contentUrl: null,
      content: {
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        type: 'AdaptiveCard',
        version: '1.4',
        body: [
          runs([{ type: 'TextRun', text: '{{ headline }}' }]),
          runs([{ ...bold('{{ title }}'), size: 'Large' }], { spacing: 'None' }),
          {
            $if: 'excerpt != blank',
            do: {
              type: 'Container',
              style: 'emphasis',
              items: [runs([{ type: 'TextRun', text: '{{ excerpt }}' }])],
            },
          },
          eachField(
            runs([bold('{{ field.name }}: '), { type: 'TextRun', text: '{{ field.value | text }}' }], {
              spacing: 'Small',
            }),
          ),
          runs([{ type: 'TextRun', text: '{{ place }} · {{ when }}', isSubtle: true, size: 'Small' }]),
        ],
        actions: { $if: 'link', do: [{ type: 'Action.OpenUrl', title: 'Open', url: '{{ link }}' }] },
      },
    },
  ],
});

const googlechat = withEssence({
  fallbackText: '{{ headline | no_angles }}: {{ title | no_angles }}',
  cardsV2: [
    {
      cardId: 'deskhook',
      card: {
        header: { title: '{{ headline | no_angles }}', subtitle: '{{ title | no_angles }}' },
        sections: [
          {
            widgets: [
              {
                $if: 'excerpt != blank',
                do: { textParagraph: { text: '{{ excerpt | escape_google_chat }}' } },
              },
              eachField({
                decoratedText: {
                  topLabel: '{{ field.name | no_angles }}',
                  text: '{{ field.value | escape_google_chat }}',
                  wrapText: true,
                },
              }),
              { decoratedText: { topLabel: '{{ place | no_angles }}', text: '{{ when }}' } },
              {
                $if: 'link',
                do: {
                  buttonList: { buttons: [{ text: 'Open', onClick: { openLink: { url: '{{ link }}' } } }] },
                },
              },
            ],
          },
        ],
      },
    },
  ],
});

export const PRESETS: Readonly<Record<string, JsonObject>> = { slack, discord, teams, googlechat };
