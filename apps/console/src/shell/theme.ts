import { type ThemeConfig, theme } from 'antd'

/**
 * Ant Design in our colours. Its own placeholder, description and menu colours miss AA, and with compact rows
 * `borderRadius` above 4 makes checkboxes look like radios (frontend.md 1).
 */
function config(dark: boolean, still: boolean): ThemeConfig {
  const accent = dark ? '#7fb0ff' : '#0b57d0'
  return {
    algorithm: dark ? [theme.darkAlgorithm, theme.compactAlgorithm] : [theme.compactAlgorithm],
    cssVar: { key: dark ? 'dark' : 'light' },
    token: {
      colorPrimary: dark ? '#4d8dff' : '#0b57d0',
      colorLink: accent,
      // Its own lighter hover misses AA on white.
      colorLinkHover: dark ? '#9cc2ff' : '#0845a8',
      colorText: dark ? '#e9ecf0' : '#1a1e24',
      colorTextSecondary: dark ? '#bac2cc' : '#454d57',
      colorTextPlaceholder: dark ? '#8f98a3' : '#6b7280',
      colorTextDescription: dark ? '#a3acb8' : '#595f69',
      colorTextDisabled: dark ? '#8f98a3' : '#6b7280',
      colorError: dark ? '#ff9d95' : '#b3261e',
      colorErrorBg: dark ? '#3d1b19' : '#fdeceb',
      colorErrorBorder: dark ? '#6b2b27' : '#f1b8b4',
      colorErrorText: dark ? '#ff9d95' : '#b3261e',
      colorBgBase: dark ? '#181c21' : '#ffffff',
      colorBgLayout: dark ? '#101317' : '#f5f6f8',
      colorBgContainer: dark ? '#181c21' : '#ffffff',
      colorBgElevated: dark ? '#20252b' : '#ffffff',
      colorBorder: dark ? '#4a525d' : '#c4c9d0',
      colorBorderSecondary: dark ? '#2c323a' : '#e1e4e9',
      borderRadius: 6,
      fontFamily: 'var(--font)',
      fontSize: 14,
      controlHeight: 32,
      // Where no motion is wished none is begun: a list that starts out small, if only for a frame, is somewhere else when the click comes.
      motion: !still,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.15s',
    },
    components: {
      Badge: dark ? { colorTextLightSolid: '#3a0b08' } : {},
      Checkbox: { borderRadiusSM: 4 },
      Menu: { itemSelectedColor: dark ? '#9cc2ff' : '#0845a8' },
      Button: dark
        ? { primaryColor: '#0a1a33', colorPrimary: '#7fb0ff', colorPrimaryHover: '#9cc2ff' }
        : // As with links: the lighter hover misses AA.
          { colorPrimaryHover: '#0845a8' },
      Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' },
    },
  }
}

const themes = [false, true].map((dark) => [config(dark, false), config(dark, true)] as const)

/** Dark or light; still where the reader's system asks for no motion. */
export function antdTheme(dark: boolean, still: boolean): ThemeConfig {
  const [moving, calm] = themes[dark ? 1 : 0]!
  return still ? calm : moving
}
