export default definePageConfig({ navigationBarTitleText: '投诉常用语' });
