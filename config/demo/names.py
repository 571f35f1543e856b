"""Names, trades and places of people who do not exist."""

from pypinyin import Style, pinyin

SURNAMES = (
    "王李张刘陈杨黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范"
    "方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_FEMALE = """
秀英 桂兰 玉梅 春燕 晓云 丽华 美玲 雪梅 红霞 素芬 彩凤 海燕 婷婷 佳宁 思琪 雨欣 慧敏 静怡 巧珍 银花
翠萍 腊梅 月娥 小红 志芳 文娟 晓琳 艳芳 凤英 淑珍
"""
_MALE = """
建国 大山 志强 永福 德胜 文斌 国庆 海涛 家宝 长林 万里 正阳 立新 学军 春生 金水 有田 铁柱 光明 少华
明远 子健 浩然 俊杰 宏伟 庆丰 松林 兴旺 保平 世昌
"""
_VILLAGES = "上湾村 下湾村 大树村 桥头村 茶园村 高坪村 柳林村 新塘村 枫树村 井边村"
GIVEN = {"f": _FEMALE.split(), "m": _MALE.split()}
VILLAGES = _VILLAGES.split()
TOWNS = [
    ("东岭镇", "Dongling Town", "Dongling"),
    ("西河镇", "Xihe Town", "Xihe"),
    ("云岭街道", "Yunling Subdistrict", "Yunling"),
    ("石桥镇", "Shiqiao Town", "Shiqiao"),
    ("清溪镇", "Qingxi Town", "Qingxi"),
    ("南坪乡", "Nanping Township", "Nanping"),
]
TRADES = [
    "{town}{village}党支部书记",
    "{town}{village}村民委员会主任",
    "{town}{village}村民",
    "{town}茶叶专业合作社理事长",
    "{town}中心小学教师",
    "{town}卫生院主治医师",
    "{town}人大主席",
    "{town}便民服务中心职工",
    "云岭县第一中学教师",
    "云岭县人民医院护士长",
    "云岭县山货食品有限公司车间主任",
    "云岭县公路养护中心工人",
]
VISIT_TOPICS = [
    "走访{village}困难户",
    "到{village}听取灌溉用水意见",
    "联系{village}选民，了解医保缴费情况",
    "走访{town}个体工商户",
    "到{village}了解道路硬化进度",
    "入户宣传代表法",
    "听取{village}老人对助餐点的意见",
]
SUGGESTIONS = [
    "关于修复{village}灌溉渠的建议",
    "关于增开{town}至县城早班公交的建议",
    "关于为老旧小区加装电梯的建议",
    "关于加强{town}小学周边交通安全的建议",
    "关于支持{village}茶叶加工厂房改造的建议",
    "关于完善{town}卫生院慢性病用药的建议",
    "关于整治{village}段河道的建议",
    "关于增设{town}老年助餐点的建议",
]


def in_latin(name):
    """The name in Latin letters, surname first: 林秀英 → Lin Xiuying."""
    surname, *given = (part[0] for part in pinyin(name, style=Style.NORMAL, strict=False))
    return f"{surname.capitalize()} {''.join(given).capitalize()}"


class People:
    """Makes up people, never the same name twice unless asked to."""

    def __init__(self, dice):
        self.dice = dice
        self.used = {"林秀英", "赵大山"}

    def name(self, sex):
        for _attempt in range(200):
            name = self.dice.choice(SURNAMES) + self.dice.choice(GIVEN[sex])
            if name not in self.used:
                self.used.add(name)
                return name
        # A large place runs out of two-part names; a third character makes more.
        name = self.name_of_three(sex)
        self.used.add(name)
        return name

    def name_of_three(self, sex):
        while True:
            pool = "".join(GIVEN[sex])
            name = self.dice.choice(SURNAMES) + self.dice.choice(pool) + self.dice.choice(pool)
            if name not in self.used:
                return name

    def trade(self, town):
        return self.fill(self.dice.choice(TRADES), town)

    def fill(self, pattern, town):
        """A sentence about that town, with one of its villages."""
        return pattern.format(town=town, village=self.dice.choice(VILLAGES))
