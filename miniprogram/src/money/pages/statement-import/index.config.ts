export default definePageConfig({ navigationBarTitleText: '导入明细' });
