/** What an English area file must be: exactly the keys of the Chinese one. */
export type TranslationOf<Area> = { readonly [Key in keyof Area]: string };
