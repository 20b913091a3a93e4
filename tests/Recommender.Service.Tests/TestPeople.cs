using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Recommender.Service.People;

namespace Recommender.Service.Tests;

/// <summary>Lets a test say who asks: the header <c>Test-Person: anna Editor</c>. Without it nobody is signed in.</summary>
internal sealed class TestPeople : IStartupFilter
{
    public const string Header = "Test-Person";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, rest) =>
        {
            if (context.Request.Headers[Header] is [{ } person] && person.Split(' ') is [var name, var role])
            {
                context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], Header));
                context.Features.Set(new ActingRole(Enum.Parse<Role>(role)));
            }

            return rest(context);
        });
        next(app);
    };
}
