import { theme as antd } from 'antd';
import type { ThemeConfig } from 'antd';
import type { CentreKind } from '../../shared/routing/types.ts';

/** Local faces first; the bundled one last, for the rare characters in names that they lack. */
const fontStack =
  "'Microsoft YaHei UI', 'PingFang SC', 'Noto Sans CJK SC', 'Segoe UI', system-ui, 'Noto Sans SC Variable', sans-serif";

/** One accent per centre, so that nobody mistakes the desk; AA against its ground in both themes. */
const accents = {
  '12345': { light: '#0a6f6a', dark: '#3fbdb4' },
  '110': { light: '#1f5fbf', dark: '#6ea8ff' },
} as const satisfies Record<CentreKind, { light: string; dark: string }>;

function accentOf(kind: CentreKind, dark: boolean): string {
  return dark ? accents[kind].dark : accents[kind].light;
}

type MapAlgorithm = typeof antd.compactAlgorithm;

/** Compact shrinks letters too, and component tokens are derived from them; this puts the letters back, none below 13 px. */
function letters(scale: number): MapAlgorithm {
  const px = (size: number): number => Math.round(size * scale);
  return (seed, map) => {
    const plain = antd.defaultAlgorithm({ ...seed, fontSize: px(14) });
    const spaces = map ?? antd.compactAlgorithm(seed);
    return { ...spaces, ...fontPart(plain), fontSizeSM: px(13) };
  };
}

function fontPart(map: ReturnType<MapAlgorithm>): Partial<ReturnType<MapAlgorithm>> {
  return Object.fromEntries(Object.entries(map).filter(([name]) => /^(fontSize|lineHeight|fontHeight)/.test(name)));
}

/** Compact in its spaces, not in its letters. */
export function themeOf(dark: boolean, kind: CentreKind, scale: number): ThemeConfig {
  const px = (size: number): number => Math.round(size * scale);
  const accent = accentOf(kind, dark);
  return {
    algorithm: dark
      ? [antd.darkAlgorithm, antd.compactAlgorithm, letters(scale)]
      : [antd.defaultAlgorithm, antd.compactAlgorithm, letters(scale)],
    cssVar: { key: 'linkseat' },
    token: {
      colorPrimary: accent,
      colorInfo: accent,
      // The derived hover is lighter than AA allows on white.
      colorPrimaryHover: accent,
      colorLink: accent,
      colorSuccess: dark ? '#4cc38a' : '#1a7f4b',
      colorWarning: dark ? '#f0b429' : '#9a5b00',
      colorError: dark ? '#ff8a80' : '#c4161c',
      colorBgLayout: dark ? '#111518' : '#eef1f3',
      colorBgContainer: dark ? '#1a2024' : '#ffffff',
      colorBgElevated: dark ? '#222a2f' : '#ffffff',
      colorText: dark ? '#e6ebee' : '#1b2429',
      colorTextSecondary: dark ? '#b4c0c7' : '#4a5860',
      colorTextTertiary: dark ? '#9aa8b0' : '#5d6b73',
      colorTextPlaceholder: dark ? '#8f9ea7' : '#68767e',
      // Days of the next month and buttons at rest are read as well.
      colorTextDisabled: dark ? '#8f9ea7' : '#68767e',
      colorTextDescription: dark ? '#a9b6bd' : '#55636b',
      colorBorder: dark ? '#46535b' : '#b9c4ca',
      colorBorderSecondary: dark ? '#2e383e' : '#dde3e7',
      colorTextLightSolid: dark ? '#0c1114' : '#ffffff',
      fontFamily: fontStack,
      fontSize: px(14),
      fontSizeSM: px(13),
      fontSizeLG: px(16),
      fontSizeXL: px(18),
      controlHeight: px(32),
      controlHeightSM: px(26),
      controlHeightLG: px(40),
      borderRadius: 4,
      motionDurationSlow: '0.12s',
      motionDurationMid: '0.12s',
      motionDurationFast: '0.12s',
    },
    components: {
      Button: { contentFontSizeSM: px(13) },
      Input: { inputFontSizeSM: px(13) },
    },
  };
}

/** The form reads in 16 px. */
export function formThemeOf(scale: number): ThemeConfig {
  const px = (size: number): number => Math.round(size * scale);
  return { token: { fontSize: px(16), fontSizeSM: px(14), controlHeight: px(34) } };
}
