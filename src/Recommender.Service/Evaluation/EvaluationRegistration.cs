using Microsoft.Extensions.Options;
using Recommender.Service.Configuration;

namespace Recommender.Service.Evaluation;

/// <summary>Evaluation settings. Section <c>Recommender:Evaluation</c>.</summary>
public sealed class EvaluationOptions
{
    public const string Section = "Recommender:Evaluation";

    /// <summary>
    /// File that counts how often judgments were used, relative to the working directory. Default: see <see
    /// cref="JudgmentLooks.DefaultFile"/>.
    /// </summary>
    public string? Looks { get; set; }
}

internal static class EvaluationRegistration
{
    public static IServiceCollection AddEvaluation(this IServiceCollection services, IConfiguration configuration) => services
        .AddChecked<EvaluationOptions>(configuration, EvaluationOptions.Section)
        .AddSingleton(provider => new JudgmentLooks(
            provider.GetRequiredService<IOptions<EvaluationOptions>>().Value.Looks
                ?? JudgmentLooks.DefaultFile(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<EvaluationRun>();
}
