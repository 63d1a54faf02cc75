export default definePageConfig({ navigationBarTitleText: '小区信息' });
