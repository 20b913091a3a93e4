namespace Recommender.Service.People;
