using Microsoft.AspNetCore.Http.HttpResults;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Editing;

/// <summary>Answers that contain a rule.</summary>
internal static class RuleAnswers
{
    /// <summary>The rule, with its version as its ETag.</summary>
    public static Ok<RuleResponse> Tagged(this HttpContext http, Rule rule, SiteSnapshot snapshot)
    {
        http.Response.Headers.ETag = $"\"{rule.Version}\"";
        http.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.Ok(RuleResponse.Of(rule, snapshot.Articles));
    }
}
