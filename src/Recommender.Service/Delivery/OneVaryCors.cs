using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
using Recommender.Service.Web;

namespace Recommender.Service.Delivery;

/// <summary>The framework's CORS headers with one line of <c>Vary</c>. They are set last, when the answer starts.</summary>
internal sealed class OneVaryCors(IOptions<CorsOptions> options, ILoggerFactory logs) : CorsService(options, logs)
{
    public override void ApplyResult(CorsResult result, HttpResponse response)
    {
        base.ApplyResult(result, response);
        VaryHeader.Join(response.Headers);
    }
}
