export default defineAppConfig({
  pages: [
    'pages/home/index',
    'pages/landing/index',
    'pages/code/index',
    'pages/answer/index',
    'pages/done/index',
    'pages/result/index',
    'pages/history/index',
    'pages/estate/index',
    'pages/complain/index',
    'pages/complaint/index',
    'pages/complaints/index',
    'pages/notices/index',
    'pages/me/index',
    'pages/privacy/index',
  ],
  // What only the staff opens is not downloaded in a stairwell.
  subPackages: [
    { root: 'street', pages: ['pages/sign-in/index', 'pages/today/index', 'pages/coverage/index', 'pages/round/index', 'pages/sheets/index', 'pages/sheet/index'] },
    { root: 'register', pages: ['pages/estates/index', 'pages/estate/index', 'pages/households/index', 'pages/providers/index', 'pages/provider/index', 'pages/imports/index'] },
    { root: 'complaints', pages: ['pages/list/index', 'pages/complaint/index', 'pages/templates/index', 'pages/rates/index', 'pages/register/index', 'pages/figures/index', 'pages/moderation/index', 'pages/words/index', 'pages/calendar/index'] },
    { root: 'district', pages: ['pages/campaigns/index', 'pages/questionnaires/index', 'pages/accounts/index', 'pages/audit/index'] },
  ],
  window: {
    backgroundColor: '#F5F7F8',
    backgroundTextStyle: 'dark',
    navigationBarBackgroundColor: '#FFFFFF',
    navigationBarTextStyle: 'black',
    navigationBarTitleText: '邻评',
  },
  animation: false,
  lazyCodeLoading: 'requiredComponents',
  // WeChat's privacy interface: the phone button asks for consent by itself (agreePrivacyAuthorization).
  __usePrivacyCheck__: true,
});
