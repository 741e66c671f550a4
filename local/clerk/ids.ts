/** Fixed ids in Clerk's format: a prefix and 27 letters or digits. */
export const IDS = {
  instance: 'ins_2aBcDeFgHiJkLmNoPqRsTuVwXyZ',
  rotatedInstance: 'ins_2zYxWvUtSrQpOnMlKjIhGfEdCbA',
  unknownInstance: 'ins_2nObOdYkNoWsThIsKeYiDaTaLl0',
  user: 'user_2aLiCeAlIcEaLiCeAlIcEaLiCe0',
  otherUser: 'user_2bObBoBbObBoBbObBoBbObBoBb0',
  support: 'user_2sUpPoRtSuPpOrTsUpPoRtSuPp0',
  session: 'sess_2sEsSiOnSeSsIoNsEsSiOnSeSs0',
  supportSession: 'sess_2oThErOtHeRoThErOtHeRoThEr0',
  organization: 'org_2aCmEaCmEaCmEaCmEaCmEaCmEaC',
  machine: 'mch_2bAtChJoBbAtChJoBbAtChJoBbA',
  oauthClient: 'oauth_app_client_2xYz',
  oauthToken: 'oat_2tOkEnToKeNtOkEnToKeNtOkEn0',
  machineToken: 'mt_2tOkEnToKeNtOkEnToKeNtOkEn00',
} as const;
