export default definePageConfig({ navigationBarTitleText: '导入面积' });
