using Microsoft.Extensions.Options;
using Recommender.Service.Configuration;

namespace Recommender.Service.Evaluation;

internal static class EvaluationRegistration
{
    public static IServiceCollection AddEvaluation(this IServiceCollection services, IConfiguration configuration) => services
        .AddChecked<EvaluationOptions>(configuration, EvaluationOptions.Section)
        .AddSingleton(provider => new JudgmentLooks(
            provider.GetRequiredService<IOptions<EvaluationOptions>>().Value.Looks
                ?? JudgmentLooks.DefaultFile(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<EvaluationRun>();
}
