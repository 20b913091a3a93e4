namespace Recommender.Service.Delivery;
