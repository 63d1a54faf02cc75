export default definePageConfig({ navigationBarTitleText: '住户与户码' });
