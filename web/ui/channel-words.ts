import i18next from 'i18next';

/** What messengers answer, by what it means for people; the first that fits. */
const classes: readonly [RegExp, string][] = [
  [/bot was blocked|user_is_blocked/i, 'blocked'],
  [/user is deactivated|deactivated/i, 'deactivated'],
  [/can't initiate conversation/i, 'cantBegin'],
  [/bot was kicked|not a member|group is deactivated/i, 'removed'],
  [/chat not found|user not found|peer_id_invalid|user_?id_invalid/i, 'noChat'],
  [/chat_write_forbidden|rights to send/i, 'noRights'],
  [/the chat moved/i, 'moved'],
  [/message is too long|message_too_long|caption is too long/i, 'tooLong'],
  [/message text is empty|nothing to send/i, 'empty'],
  [/reply_markup_too_long|button_data_invalid|button_(url_)?invalid|reply markup|inline keyboard/i, 'buttons'],
  [/failed to get http url|wrong (file identifier|remote file)|wrong type of the web page|webpage_/i, 'fileLink'],
  [/photo_invalid_dimensions|image_process_failed|photo_ext_invalid/i, 'photo'],
  [/entity too large|file is too big|HTTP 413/i, 'tooBig'],
  [/can't parse entities|entity/i, 'formatting'],
  [/too many requests|retry after|flood/i, 'tooFast'],
  [/another program|terminated by other getupdates|webhook is active/i, 'otherProgram'],
  [/unauthorized|does not know this token|^not found$/i, 'token'],
  [/bad gateway|internal server error|gateway timeout|HTTP 5\d\d/i, 'messengerDown'],
  [
    /cannot be reached|network request|ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|timeout|other side closed|socket/i,
    'network',
  ],
  [/not supported by this build/i, 'unsupported'],
];

/** A messenger's own words as a sentence in the reader's language. The words themselves are shown beside it, as a detail. */
export function channelWords(text: string): string {
  const found = classes.find(([pattern]) => pattern.test(text));
  return i18next.t(`ui:messenger.${found?.[1] ?? 'other'}`);
}
