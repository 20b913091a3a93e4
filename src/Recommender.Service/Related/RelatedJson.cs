using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Recommender.Service.Articles;
using Recommender.Service.Blocks;
using Recommender.Service.Rules;

namespace Recommender.Service.Related;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(RelatedResponse))]
[JsonSerializable(typeof(ArticleResponse))]
internal sealed partial class RelatedJson : JsonSerializerContext
{
    /// <summary>Writes letters of all languages unescaped; characters with a meaning in HTML stay escaped.</summary>
    public static RelatedJson Readable { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters =
        {
            new JsonStringEnumConverter<ArticleAccess>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<BlockSource>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<LeftOutReason>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<RuleKind>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<RuleScope>(JsonNamingPolicy.CamelCase),
        },
    });
}
